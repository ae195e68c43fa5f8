package org.neurona.preprocessing;

import java.util.List;
import java.util.stream.IntStream;
import org.neurona.NDArray;
import org.neurona.config.Setting;

/**
 * The places of strings in a vocabulary. Keras' {@code StringLookup}, outside of models, whose tensors hold numbers
 * only.
 *
 * <p>With the mode {@code int} the places are 0 for the mask token, if there is one, then that of all strings which are
 * not in the vocabulary, then the vocabulary in its order. Other modes make a vector with a number for each place, the
 * mask token left out: {@code one_hot} for each string, {@code multi_hot}, {@code count} and {@code tf_idf} for a
 * document. Keras' {@code num_oov_indices} is 0 or 1 here: more are told apart by a hash of TensorFlow.
 */
public final class StringLookup extends BaseTextLookup<StringLookup> {
  private static final Setting<Integer> NUM_OOV_INDICES = Setting.of("num_oov_indices", "0 or 1",
      value -> value != null && (value == 0 || value == 1), Setting.integer("num_oov_indices", 1).codec(), 1);
  private static final Setting<String> MASK_TOKEN = Setting.text("mask_token", null);
  private static final Setting<String> OOV_TOKEN = Setting.of("oov_token", "a text", value -> value != null,
      Setting.text("oov_token", null).codec(), "[UNK]");
  private static final Setting<String> OUTPUT_MODE =
      Setting.oneOf("output_mode", "int", "int", "one_hot", "multi_hot", "count", "tf_idf");

  /** A lookup whose vocabulary {@link #adapt} finds. */
  public StringLookup() {
    super(List.of(MAX_TOKENS, NUM_OOV_INDICES, MASK_TOKEN, OOV_TOKEN, VOCABULARY, IDF_WEIGHTS, OUTPUT_MODE,
        PAD_TO_MAX_TOKENS));
  }

  /** A lookup in this vocabulary, in this order. */
  public StringLookup(String... vocabulary) {
    this();
    set(VOCABULARY, List.of(vocabulary));
  }

  /** How many places there are for strings that are not in the vocabulary; 1 by default. */
  public int numOovIndices() {
    return get(NUM_OOV_INDICES);
  }

  /** Returns a copy with a place for strings that are not in the vocabulary, or with 0, which makes them an error. */
  public StringLookup numOovIndices(int numOovIndices) {
    return with(this, NUM_OOV_INDICES, numOovIndices);
  }

  /** The string that stands for nothing, or null, the default. */
  public String maskToken() {
    return get(MASK_TOKEN);
  }

  /** Returns a copy in which a string stands for nothing: it has place 0, or counts for nothing. */
  public StringLookup maskToken(String maskToken) {
    return with(this, MASK_TOKEN, maskToken);
  }

  /** What the inverse gives for strings that are not in the vocabulary; {@code [UNK]} by default. */
  public String oovToken() {
    return get(OOV_TOKEN);
  }

  /** Returns a copy whose inverse gives something else for strings that are not in the vocabulary. */
  public StringLookup oovToken(String oovToken) {
    return with(this, OOV_TOKEN, oovToken);
  }

  @Override
  public String outputMode() {
    return get(OUTPUT_MODE);
  }

  /** Returns a copy with another form of output: int, one_hot, multi_hot, count or tf_idf. */
  public StringLookup outputMode(String outputMode) {
    return with(this, OUTPUT_MODE, outputMode);
  }

  @Override
  String mask() {
    return maskToken();
  }

  @Override
  String unknown() {
    return oovToken();
  }

  @Override
  int unknownPlaces() {
    return numOovIndices();
  }

  /** Returns a copy with the vocabulary of these strings, each of which is a document with {@code tf_idf}. */
  public StringLookup adapt(List<String> strings) {
    return adaptDocuments(strings.stream().map(List::of).toList());
  }

  /**
   * Returns a copy with the vocabulary of documents, the most frequent string first and of equally frequent ones the
   * larger; with {@code tf_idf} also with weights, {@code log(1 + documents / (1 + documents with the string))}.
   */
  public StringLookup adaptDocuments(List<List<String>> documents) {
    return adapted(documents);
  }

  /**
   * The places of strings {@code (strings)}, or a vector for each {@code (strings, places)}.
   *
   * @throws IllegalStateException if there is no vocabulary
   * @throws IllegalArgumentException for a string that is not in the vocabulary, where there is no place for it
   */
  public NDArray apply(List<String> strings) {
    NDArray rows = applyDocuments(strings.stream().map(List::of).toList());
    return outputMode().equals("int") ? rows.reshape(strings.size())
        : rows.reshape(strings.size(), rows.shape().dim(-1));
  }

  /**
   * The places of the strings of documents of one length {@code (documents, strings)}, a vector for each string {@code
   * (documents, strings, places)} with {@code one_hot}, or else a vector for each document {@code (documents, places)}.
   *
   * @throws IllegalStateException if there is no vocabulary
   * @throws IllegalArgumentException if places or one-hot vectors of documents of different lengths are asked for, or
   *     for a string that is not in the vocabulary, where there is no place for it
   */
  public NDArray applyDocuments(List<List<String>> documents) {
    TokenPlaces places = new TokenPlaces(this);
    if (!outputMode().equals("int") && !outputMode().equals("one_hot")) {
      return places.vectors(documents);
    }
    int length = documents.isEmpty() ? 0 : documents.get(0).size();
    if (documents.stream().anyMatch(document -> document.size() != length)) {
      throw new IllegalArgumentException("StringLookup: documents have different lengths, "
          + documents.stream().map(List::size).distinct().toList() + "; TextVectorization fills them up");
    }
    if (outputMode().equals("int")) {
      return places.places(documents, length);
    }
    NDArray vectors = places.vectors(documents.stream().flatMap(List::stream).map(List::of).toList());
    return vectors.reshape(documents.size(), length, vectors.shape().dim(1));
  }

  /**
   * The strings at these places, in row-major order; that for unknown ones at a place that is none. Keras' lookup with
   * {@code invert=True}.
   */
  public List<String> invert(NDArray places) {
    List<String> tokens = new TokenPlaces(this).tokens();
    return IntStream.of(places.toIntArray())
        .mapToObj(place -> place >= 0 && place < tokens.size() ? tokens.get(place) : oovToken()).toList();
  }
}
