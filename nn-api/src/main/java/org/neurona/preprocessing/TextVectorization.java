package org.neurona.preprocessing;

import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;
import java.util.stream.IntStream;
import org.neurona.NDArray;
import org.neurona.config.CustomObjects;
import org.neurona.config.Setting;

/**
 * Texts as rows of numbers: standardized, split into tokens, these joined to n-grams and looked up in a vocabulary.
 * Keras' {@code TextVectorization}, outside of models, whose tensors hold numbers only.
 *
 * <pre>{@code
 * var words = new TextVectorization().maxTokens(5000).outputSequenceLength(4).adapt(List.of("foo bar", "bar baz"));
 * NDArray x = words.apply(List.of("Foo qux, bar!"));   // [[4 1 2 0]]
 * }</pre>
 *
 * <p>With the mode {@code int} place 0 is padding, {@code ""}, 1 is for unknown tokens, {@code [UNK]}, and the
 * vocabulary follows. The modes {@code multi_hot}, {@code count} and {@code tf_idf} give each text a vector with a
 * number for each token, the unknown ones first.
 */
public final class TextVectorization extends BaseTextLookup<TextVectorization> {
  /** What a text is split at, as by Python's {@code split}. */
  private static final String WHITESPACE = " \t\n\u000b\f\r";
  private static final String PUNCTUATION = "!\"#$%&()*+,-./:;<=>?@[\\]^_`{|}~'";
  private static final Setting<String> STANDARDIZE =
      words("standardize", "lower_and_strip_punctuation", "lower_and_strip_punctuation", "lower", "strip_punctuation");
  private static final Setting<String> SPLIT = words("split", "whitespace", "whitespace", "character");
  /** More neighbours are no honest wish, and a number stands for a list as long. */
  private static final int LONGEST_NGRAM = 1000;
  private static final Setting<List<Integer>> NGRAMS = Setting.of("ngrams", "positive integers of at most "
      + LONGEST_NGRAM + ", or null", values -> values == null || !values.isEmpty()
          && values.stream().allMatch(value -> value > 0 && value <= LONGEST_NGRAM), new NgramsCodec(), null);
  private static final Setting<String> OUTPUT_MODE =
      Setting.oneOf("output_mode", "int", "int", "multi_hot", "count", "tf_idf");
  private static final Setting<Integer> OUTPUT_SEQUENCE_LENGTH =
      Setting.positiveIntOrNull("output_sequence_length");

  /** A vectorization with Keras' defaults, whose vocabulary {@link #adapt} finds. */
  public TextVectorization() {
    super(List.of(MAX_TOKENS, STANDARDIZE, SPLIT, NGRAMS, OUTPUT_MODE, OUTPUT_SEQUENCE_LENGTH, PAD_TO_MAX_TOKENS,
        VOCABULARY, IDF_WEIGHTS));
  }

  private static Setting<String> words(String key, String defaultValue, String... words) {
    List<String> known = List.of(words);
    return Setting.of(key, "one of " + String.join(", ", known) + ", or null",
        value -> value == null || known.contains(value), Setting.text(key, null).codec(), defaultValue);
  }

  /** A number n stands for all lengths from 1 to n, a list for its own. */
  private static final class NgramsCodec implements Setting.Codec<List<Integer>> {
    private static final Setting.Codec<Integer> ONE = Setting.integer("ngrams", 1).codec();

    @Override
    public Object write(List<Integer> value) {
      return new ArrayList<Object>(value);
    }

    @Override
    public List<Integer> read(Object plain, CustomObjects custom) {
      return plain instanceof List<?> list ? list.stream().map(one -> ONE.read(one, custom)).toList()
          : upTo(ONE.read(plain, custom));
    }
  }

  private static List<Integer> upTo(int n) {
    return n < 1 || n > LONGEST_NGRAM ? List.of(n) : IntStream.rangeClosed(1, n).boxed().toList();
  }

  /** What is done to texts first: {@code lower_and_strip_punctuation}, the default, a part of it, or null. */
  public String standardize() {
    return get(STANDARDIZE);
  }

  /**
   * Returns a copy that does something else to texts first: lower_and_strip_punctuation, lower, strip_punctuation, or
   * null for nothing. As in Keras, letters A to Z become small and no others, and punctuation is that of ASCII.
   */
  public TextVectorization standardize(String standardize) {
    return with(this, STANDARDIZE, standardize);
  }

  /** Where texts are split: at {@code whitespace}, the default, after each {@code character}, or null for nowhere. */
  public String split() {
    return get(SPLIT);
  }

  /** Returns a copy that splits texts elsewhere: whitespace, character, or null for nowhere. */
  public TextVectorization split(String split) {
    return with(this, SPLIT, split);
  }

  /** How many tokens are joined, or null, the default, for single ones. */
  public List<Integer> ngrams() {
    return get(NGRAMS);
  }

  /** Returns a copy whose tokens are all groups of 1 to n neighbours, joined by a space. */
  public TextVectorization ngrams(int n) {
    return with(this, NGRAMS, upTo(n));
  }

  /** Returns a copy whose tokens are groups of as many neighbours as the list says. */
  public TextVectorization ngrams(List<Integer> lengths) {
    return with(this, NGRAMS, List.copyOf(lengths));
  }

  @Override
  public String outputMode() {
    return get(OUTPUT_MODE);
  }

  /** Returns a copy with another form of output: int, multi_hot, count or tf_idf. */
  public TextVectorization outputMode(String outputMode) {
    return with(this, OUTPUT_MODE, outputMode);
  }

  /** To how many tokens texts are cut or filled up, or null, the default, for those of the longest. */
  public Integer outputSequenceLength() {
    return get(OUTPUT_SEQUENCE_LENGTH);
  }

  /** Returns a copy that cuts texts off or fills them up to so many tokens. */
  public TextVectorization outputSequenceLength(int outputSequenceLength) {
    return with(this, OUTPUT_SEQUENCE_LENGTH, outputSequenceLength);
  }

  @Override
  String mask() {
    return "";
  }

  @Override
  String unknown() {
    return "[UNK]";
  }

  @Override
  int unknownPlaces() {
    return 1;
  }

  /**
   * Returns a copy with the vocabulary of texts, the most frequent token first and of equally frequent ones the larger;
   * with {@code tf_idf} also with weights, {@code log(1 + texts / (1 + texts with the token))}.
   */
  public TextVectorization adapt(List<String> texts) {
    return adapted(texts.stream().map(this::tokens).toList());
  }

  /**
   * The texts as numbers: places {@code (texts, tokens)}, or a vector for each {@code (texts, places)}.
   *
   * @throws IllegalStateException if there is no vocabulary
   * @throws IllegalArgumentException if settings contradict each other
   */
  public NDArray apply(List<String> texts) {
    TokenPlaces places = new TokenPlaces(this);
    List<List<String>> documents = texts.stream().map(this::tokens).toList();
    if (outputMode().equals("int")) {
      return places.places(documents, outputSequenceLength() != null ? outputSequenceLength()
          : documents.stream().mapToInt(List::size).max().orElse(0));
    }
    if (outputSequenceLength() != null) {
      throw new IllegalArgumentException("TextVectorization: `output_sequence_length` must not be set if `output_mode` "
          + "is not 'int'. Received output_sequence_length=" + outputSequenceLength() + ".");
    }
    return places.vectors(documents);
  }

  private List<String> tokens(String text) {
    List<String> tokens = parts(standardized(text));
    if (ngrams() == null) {
      return tokens;
    }
    List<String> groups = new ArrayList<>();
    for (int length : ngrams()) {
      for (int i = 0; i + length <= tokens.size(); i++) {
        groups.add(String.join(" ", tokens.subList(i, i + length)));
      }
    }
    return groups;
  }

  private String standardized(String text) {
    boolean lower = standardize() != null && standardize().startsWith("lower");
    boolean strip = standardize() != null && standardize().endsWith("strip_punctuation");
    StringBuilder standardized = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      if (!strip || PUNCTUATION.indexOf(letter) < 0) {
        standardized.append(lower && letter >= 'A' && letter <= 'Z' ? (char) (letter + 'a' - 'A') : letter);
      }
    }
    return standardized.toString();
  }

  private List<String> parts(String text) {
    List<String> tokens = new ArrayList<>();
    if (split() == null) {
      tokens.add(text);
    } else if (split().equals("character")) {
      text.codePoints().forEach(point -> tokens.add(Character.toString(point)));
    } else {
      StringTokenizer words = new StringTokenizer(text, WHITESPACE);
      while (words.hasMoreTokens()) {
        tokens.add(words.nextToken());
      }
    }
    return tokens;
  }
}
