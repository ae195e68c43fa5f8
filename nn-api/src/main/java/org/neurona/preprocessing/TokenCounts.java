package org.neurona.preprocessing;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * How often tokens are in documents, from which a vocabulary is made: Keras' rules, for whatever tokens are.
 *
 * @param <T> the tokens
 */
public final class TokenCounts<T> {
  private final Comparator<T> order;
  private final Map<T, Long> counts = new HashMap<>();
  private final Map<T, Long> documentCounts = new HashMap<>();
  private long documents;

  /**
   * Counts nothing yet.
   *
   * @param order what decides between tokens that are there equally often: the larger comes first
   */
  public TokenCounts(Comparator<T> order) {
    this.order = order;
  }

  /** Counts the tokens of one more document. */
  public void add(List<T> document) {
    document.forEach(token -> counts.merge(token, 1L, Long::sum));
    new HashSet<>(document).forEach(token -> documentCounts.merge(token, 1L, Long::sum));
    documents++;
  }

  /**
   * The tokens, the one that is there most often first; of those that are there equally often, the larger.
   *
   * @param most how many at most
   * @param without what is left out
   */
  public List<T> ranked(int most, Collection<T> without) {
    return counts.keySet().stream().filter(token -> !without.contains(token))
        .sorted(Comparator.comparing((T token) -> counts.get(token)).thenComparing(order).reversed())
        .limit(most).toList();
  }

  /** The inverse document frequency of tokens: {@code log(1 + documents / (1 + documents with the token))}. */
  public List<Double> inverseDocumentFrequencies(List<T> tokens) {
    return tokens.stream().map(token -> Math.log(1 + documents / (1.0 + documentCounts.getOrDefault(token, 0L))))
        .toList();
  }
}
