package org.neurona.layers;

import static org.neurona.ops.Ops.add;
import static org.neurona.ops.Ops.clip;
import static org.neurona.ops.Ops.constant;
import static org.neurona.ops.Ops.divide;
import static org.neurona.ops.Ops.equal;
import static org.neurona.ops.Ops.fill;
import static org.neurona.ops.Ops.floor;
import static org.neurona.ops.Ops.gather;
import static org.neurona.ops.Ops.greater;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.subtract;
import static org.neurona.ops.Ops.where;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.config.Setting;
import org.neurona.ops.Gather;
import org.neurona.ops.Tensor;
import org.neurona.preprocessing.TokenCounts;

/**
 * The places of whole numbers in a vocabulary. Keras' {@code IntegerLookup}.
 *
 * <p>With the mode {@code int} the output has the input's shape: 0 for the mask token, if there is one, then {@code
 * numOovIndices} places for numbers that are not in the vocabulary, then the vocabulary in its order. Other modes are
 * those of {@link CategoryEncoding}, without a place for the mask token, and {@code tf_idf}: counts times the weight of
 * each token. With {@code invert} places become numbers again.
 *
 * <p>Tokens are at most 16777216 in size, which float32 tells apart, and a table has a place for each number from the
 * smallest to the largest.
 */
public final class IntegerLookup extends Layer {
  private static final int LARGEST = 1 << 24;
  /** Places of an output, and numbers that the vocabulary spans: there are tables as long in the model. */
  private static final int LONGEST_TABLE = 1 << 22;
  private static final Setting.Codec<Integer> INTEGER = Setting.integer("token", 0).codec();
  private static final Setting<Integer> MAX_TOKENS = Setting.of("max_tokens", "an integer > 1 or null",
      value -> value == null || value > 1, INTEGER, null);
  private static final Setting<Integer> NUM_OOV_INDICES = Setting.of("num_oov_indices", "an integer >= 0",
      value -> value != null && value >= 0, INTEGER, 1);
  private static final Setting<Integer> MASK_TOKEN =
      Setting.of("mask_token", "an integer or null", value -> true, INTEGER, null);
  private static final Setting<Integer> OOV_TOKEN = Setting.integer("oov_token", -1);
  private static final Setting<List<Integer>> VOCABULARY = Setting.integers("vocabulary",
      "different integers from -16777216 to 16777216 or null", IntegerLookup::areTokens, null);
  private static final Setting<List<Double>> IDF_WEIGHTS =
      Setting.numbers("idf_weights", "finite numbers or null",
          values -> values == null || values.stream().allMatch(Double::isFinite), null);
  private static final Setting<Boolean> INVERT = Setting.flag("invert", false);
  private static final Setting<String> OUTPUT_MODE =
      Setting.oneOf("output_mode", "int", "int", "one_hot", "multi_hot", "count", "tf_idf");
  private static final Setting<Boolean> PAD_TO_MAX_TOKENS = Setting.flag("pad_to_max_tokens", false);

  /** A lookup whose vocabulary {@link #adapt} finds. */
  public IntegerLookup() {
    super(List.of(MAX_TOKENS, NUM_OOV_INDICES, MASK_TOKEN, OOV_TOKEN, VOCABULARY, IDF_WEIGHTS, INVERT, OUTPUT_MODE,
        PAD_TO_MAX_TOKENS));
  }

  /** A lookup in this vocabulary, in this order. */
  public IntegerLookup(int... vocabulary) {
    this();
    set(VOCABULARY, IntStream.of(vocabulary).boxed().toList());
  }

  private static boolean areTokens(List<Integer> tokens) {
    return tokens == null || tokens.stream().allMatch(token -> token >= -LARGEST && token <= LARGEST)
        && new HashSet<>(tokens).size() == tokens.size();
  }

  /** How many tokens there may be, places for others among them, or null, the default, for any number. */
  public Integer maxTokens() {
    return get(MAX_TOKENS);
  }

  /** Returns a copy whose {@link #adapt} finds at most so many tokens, places for others among them. */
  public IntegerLookup maxTokens(int maxTokens) {
    return with(this, MAX_TOKENS, maxTokens);
  }

  /** How many places there are for numbers that are not in the vocabulary; 1 by default. */
  public int numOovIndices() {
    return get(NUM_OOV_INDICES);
  }

  /** Returns a copy with so many places for other numbers, by their remainder; 0 makes them an error when met. */
  public IntegerLookup numOovIndices(int numOovIndices) {
    return with(this, NUM_OOV_INDICES, numOovIndices);
  }

  /** The number that stands for a step to be skipped, or null, the default. */
  public Integer maskToken() {
    return get(MASK_TOKEN);
  }

  /** Returns a copy in which a number stands for a step to be skipped: it has place 0, or counts for nothing. */
  public IntegerLookup maskToken(int maskToken) {
    return with(this, MASK_TOKEN, maskToken);
  }

  /** What the inverse gives for places of numbers that are not in the vocabulary; -1 by default. */
  public int oovToken() {
    return get(OOV_TOKEN);
  }

  /** Returns a copy whose inverse gives another number for places of numbers that are not in the vocabulary. */
  public IntegerLookup oovToken(int oovToken) {
    return with(this, OOV_TOKEN, oovToken);
  }

  /** The tokens that were given or found, or null. */
  public List<Integer> vocabulary() {
    return get(VOCABULARY);
  }

  /** Returns a copy with another vocabulary. */
  public IntegerLookup vocabulary(List<Integer> vocabulary) {
    return with(this, VOCABULARY, List.copyOf(vocabulary));
  }

  /** What each token of the vocabulary weighs with {@code tf_idf}, or null. */
  public List<Double> idfWeights() {
    return get(IDF_WEIGHTS);
  }

  /** Returns a copy with a weight for each token of the vocabulary; other numbers weigh their mean. */
  public IntegerLookup idfWeights(double... weights) {
    return with(this, IDF_WEIGHTS, Arrays.stream(weights).boxed().toList());
  }

  /** Whether places become numbers; false by default. */
  public boolean invert() {
    return get(INVERT);
  }

  /** Returns a copy that makes numbers of places, or places of numbers. */
  public IntegerLookup invert(boolean invert) {
    return with(this, INVERT, invert);
  }

  /** The form of the output; {@code int} by default. */
  public String outputMode() {
    return get(OUTPUT_MODE);
  }

  /** Returns a copy with another form of output: int, one_hot, multi_hot, count or tf_idf. */
  public IntegerLookup outputMode(String outputMode) {
    return with(this, OUTPUT_MODE, outputMode);
  }

  /** Whether outputs have {@code maxTokens} places, however many tokens there are; false by default. */
  public boolean padToMaxTokens() {
    return get(PAD_TO_MAX_TOKENS);
  }

  /** Returns a copy whose outputs have {@code maxTokens} places, or as many as there are tokens. */
  public IntegerLookup padToMaxTokens(boolean padToMaxTokens) {
    return with(this, PAD_TO_MAX_TOKENS, padToMaxTokens);
  }

  @Override
  public IntegerLookup name(String name) {
    return (IntegerLookup) super.name(name);
  }

  @Override
  public IntegerLookup inputShape(int... dims) {
    return (IntegerLookup) super.inputShape(dims);
  }

  /**
   * Returns a copy with the vocabulary of data, the most frequent number first and of equally frequent ones the larger;
   * with {@code tf_idf} also with weights, for which each row is a document.
   */
  public IntegerLookup adapt(NDArray data) {
    TokenCounts<Integer> counts = new TokenCounts<>(Comparator.<Integer>naturalOrder());
    int rows = data.shape().rank() < 2 ? 1 : data.shape().dim(0);
    int[] tokens = data.toIntArray();
    int length = tokens.length / Math.max(1, rows);
    for (int row = 0; row < rows; row++) {
      counts.add(IntStream.range(row * length, (row + 1) * length).mapToObj(i -> tokens[i]).toList());
    }
    List<Integer> special = new ArrayList<>(List.of(oovToken()));
    special.addAll(maskToken() == null ? List.of() : List.of(maskToken()));
    List<Integer> found =
        counts.ranked(maxTokens() == null ? Integer.MAX_VALUE : Math.max(0, maxTokens() - start()), special);
    IntegerLookup adapted = vocabulary(found);
    return outputMode().equals("tf_idf") ? with(adapted, IDF_WEIGHTS, counts.inverseDocumentFrequencies(found))
        : adapted;
  }

  /** What stands at each place: the mask token, if there is one, the token for other numbers, the vocabulary. */
  public List<Integer> getVocabulary() {
    List<Integer> all = new ArrayList<>();
    if (firstOov() > 0) {
      all.add(maskToken());
    }
    all.addAll(Collections.nCopies(numOovIndices(), oovToken()));
    all.addAll(vocabulary() == null ? List.of() : vocabulary());
    return all;
  }

  private int firstOov() {
    return maskToken() != null && outputMode().equals("int") ? 1 : 0;
  }

  private int start() {
    return firstOov() + numOovIndices();
  }

  /** How many places an output has. */
  private int depth() {
    return padToMaxTokens() ? maxTokens() : start() + vocabulary().size();
  }

  @Override
  protected void checkInputs(List<Shape> inputs, String label) {
    if (vocabulary() == null || vocabulary().isEmpty()) {
      throw new IllegalArgumentException(label + " has no vocabulary: give it one, or use adapt");
    }
    requireSetting(maskToken() == null || !vocabulary().contains(maskToken()), label,
        "Found reserved mask token " + maskToken() + " in `vocabulary`");
    requireSetting(!padToMaxTokens() || maxTokens() != null, label,
        "If pad_to_max_tokens is True, must set `max_tokens`. Received: max_tokens=null");
    requireSetting(maxTokens() == null || start() + vocabulary().size() <= maxTokens(), label,
        "Attempted to set a vocabulary larger than the maximum vocab size. Received vocabulary size is "
            + (start() + vocabulary().size()) + "; `max_tokens` is " + maxTokens() + ".");
    requireSetting(!invert() || outputMode().equals("int"), label,
        "`output_mode` must be `'int'` when `invert` is true. Received: output_mode=" + outputMode());
    requireSetting((idfWeights() != null) == outputMode().equals("tf_idf"), label,
        "`idf_weights` should be set if and only if `output_mode` is `'tf_idf'`. Received: idf_weights=" + idfWeights()
            + " and output_mode=" + outputMode());
    requireSetting(idfWeights() == null || idfWeights().size() == vocabulary().size(), label,
        "`idf_weights` must be the same length as vocabulary. len(idf_weights) is "
            + (idfWeights() == null ? 0 : idfWeights().size()) + "; len(vocabulary) is " + vocabulary().size());
    requireSetting((long) Collections.max(vocabulary()) - Collections.min(vocabulary()) < LONGEST_TABLE, label,
        "the vocabulary spans more than " + LONGEST_TABLE + " numbers");
    requireSetting((long) firstOov() + numOovIndices() + vocabulary().size() <= LONGEST_TABLE
        && (!padToMaxTokens() || maxTokens() <= LONGEST_TABLE), label,
        "an output of more than " + LONGEST_TABLE + " places");
  }

  private static void requireSetting(boolean condition, String label, String otherwise) {
    if (!condition) {
      throw new IllegalArgumentException(label + ": " + otherwise);
    }
  }

  @Override
  protected Tensor call(Tensor x, Call call) {
    if (invert()) {
      List<Integer> all = getVocabulary();
      return looked(x, 0, IntStream.range(0, all.size()).map(all::get).toArray(), oovToken());
    }
    Tensor places = places(x, label(call.layerName()));
    if (!outputMode().equals("tf_idf")) {
      return CategoryCoding.of(places, outputMode(), depth(), null);
    }
    double mean = idfWeights().stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    double[] weights = new double[depth()];
    Arrays.fill(weights, 0, start(), mean);
    for (int i = 0; i < vocabulary().size(); i++) {
      weights[start() + i] = idfWeights().get(i);
    }
    return multiply(CategoryCoding.of(places, "count", depth(), null), constant(NDArray.of(weights)));
  }

  private Tensor places(Tensor x, String label) {
    int least = Collections.min(vocabulary());
    int[] table = new int[Collections.max(vocabulary()) - least + 1];
    Arrays.fill(table, -1);
    for (int i = 0; i < vocabulary().size(); i++) {
      table[vocabulary().get(i) - least] = start() + i;
    }
    Tensor places = looked(x, least, table, -1);
    if (numOovIndices() > 0) {
      places = where(greater(constant(0), places), add(remainder(x, numOovIndices()), firstOov()), places);
    }
    if (maskToken() != null) {
      // A place behind the last counts for nothing.
      Tensor masked = constant(firstOov() > 0 ? 0 : depth());
      places = where(equal(x, constant(maskToken())), masked, places);
    }
    return numOovIndices() > 0 ? places : add(places, Tensor.of(new Gather(label + ": when `num_oov_indices=0` all "
        + "inputs should be in vocabulary"), fill(0, Shape.of(depth() + 1)), places));
  }

  /** The entries of a table whose first is that of the number {@code least}; {@code otherwise} beyond its ends. */
  private static Tensor looked(Tensor x, int least, int[] table, int otherwise) {
    float[] padded = new float[table.length + 2];
    padded[0] = otherwise;
    padded[padded.length - 1] = otherwise;
    for (int i = 0; i < table.length; i++) {
      padded[i + 1] = table[i];
    }
    Tensor index = clip(subtract(x, least - 1), 0, padded.length - 1);
    return gather(constant(NDArray.wrap(Shape.of(padded.length), padded)), index);
  }

  /** {@code x mod n}, from 0 to n - 1 for negative numbers, too. */
  private static Tensor remainder(Tensor x, int n) {
    Tensor rest = subtract(x, multiply(floor(divide(x, n)), n));
    // The quotient of a large number may be rounded up.
    return where(greater(constant(0), rest), add(rest, n), rest);
  }
}
