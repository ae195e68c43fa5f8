package org.neurona.preprocessing;

import java.util.Arrays;
import java.util.List;
import org.neurona.config.Configurable;
import org.neurona.config.Setting;

/**
 * What {@link StringLookup} and {@link TextVectorization} have in common: a vocabulary, given or found in texts, and
 * the form of what comes out. Immutable: {@code adapt} and the fluent methods return copies.
 *
 * @param <L> the class itself, which fluent methods return
 */
public abstract class BaseTextLookup<L extends BaseTextLookup<L>> extends Configurable {
  static final Setting<Integer> MAX_TOKENS = Setting.of("max_tokens", "an integer > 1 or null",
      value -> value == null || value > 1, Setting.integer("max_tokens", 2).codec(), null);
  static final Setting<Boolean> PAD_TO_MAX_TOKENS = Setting.flag("pad_to_max_tokens", false);
  static final Setting<List<String>> VOCABULARY = Setting.of("vocabulary", "different texts or null",
      tokens -> tokens == null || tokens.stream().distinct().count() == tokens.size(),
      Setting.texts("vocabulary").codec(), null);
  static final Setting<List<Double>> IDF_WEIGHTS = Setting.numbers("idf_weights", "finite numbers or null",
      values -> values == null || values.stream().allMatch(Double::isFinite), null);

  BaseTextLookup(List<Setting<?>> settings) {
    super(settings);
  }

  @SuppressWarnings("unchecked") // L is the class itself
  final L self() {
    return (L) this;
  }

  /** How many tokens there may be, those for padding and unknown ones among them, or null, the default, for any. */
  public final Integer maxTokens() {
    return get(MAX_TOKENS);
  }

  /** Returns a copy whose {@code adapt} finds at most so many tokens, those for padding and unknown ones among them. */
  public final L maxTokens(int maxTokens) {
    return with(self(), MAX_TOKENS, maxTokens);
  }

  /** Whether vectors have {@code maxTokens} places, however many tokens there are; false by default. */
  public final boolean padToMaxTokens() {
    return get(PAD_TO_MAX_TOKENS);
  }

  /** Returns a copy whose vectors have {@code maxTokens} places, or as many as there are tokens. */
  public final L padToMaxTokens(boolean padToMaxTokens) {
    return with(self(), PAD_TO_MAX_TOKENS, padToMaxTokens);
  }

  /** The tokens that were given or found, without those for padding and unknown ones, or null. */
  public final List<String> vocabulary() {
    return get(VOCABULARY);
  }

  /** Returns a copy with these tokens, in this order. */
  public final L vocabulary(List<String> vocabulary) {
    return with(self(), VOCABULARY, List.copyOf(vocabulary));
  }

  /** What each token of the vocabulary weighs with {@code tf_idf}, or null. */
  public final List<Double> idfWeights() {
    return get(IDF_WEIGHTS);
  }

  /** Returns a copy with a weight for each token of the vocabulary; unknown tokens weigh their mean. */
  public final L idfWeights(double... weights) {
    return with(self(), IDF_WEIGHTS, Arrays.stream(weights).boxed().toList());
  }

  /** The form of the output; {@code int} by default. */
  public abstract String outputMode();

  /** The token that stands for nothing, or null. */
  abstract String mask();

  /** What stands for unknown tokens. */
  abstract String unknown();

  /** How many places there are for unknown tokens: 0 or 1. */
  abstract int unknownPlaces();

  /** What stands at each place: the token for padding, if there is one, that for unknown ones, the vocabulary. */
  public final List<String> getVocabulary() {
    return vocabulary() == null ? TokenPlaces.special(this) : new TokenPlaces(this).tokens();
  }

  /** A copy with the vocabulary of documents, the most frequent token first, of equally frequent ones the larger. */
  final L adapted(List<List<String>> documents) {
    TokenCounts<String> counts = new TokenCounts<>(TokenPlaces.ORDER);
    documents.forEach(counts::add);
    List<String> without = mask() == null ? List.of(unknown()) : List.of(mask(), unknown());
    int most = maxTokens() == null ? Integer.MAX_VALUE : Math.max(0, maxTokens() - TokenPlaces.special(this).size());
    List<String> found = counts.ranked(most, without);
    L adapted = vocabulary(found);
    return outputMode().equals("tf_idf") ? with(adapted, IDF_WEIGHTS, counts.inverseDocumentFrequencies(found))
        : adapted;
  }
}
