package org.neurona.preprocessing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.neurona.NDArray;
import org.neurona.Shape;

/** A vocabulary in use: the place of each token, and documents in the forms that Keras calls {@code output_mode}. */
final class TokenPlaces {
  /** By the bytes of UTF-8, as Python sorts what TensorFlow holds. */
  static final Comparator<String> ORDER = (a, b) ->
      Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  private static final int DROPPED = -1;

  private final BaseTextLookup<?> lookup;
  private final List<String> tokens;
  private final Map<String, Integer> places = new HashMap<>();
  private final int start;

  /**
   * The vocabulary of a lookup.
   *
   * @throws IllegalStateException if it has none
   * @throws IllegalArgumentException if its settings contradict each other
   */
  TokenPlaces(BaseTextLookup<?> lookup) {
    this.lookup = lookup;
    if (lookup.vocabulary() == null || lookup.vocabulary().isEmpty()) {
      throw new IllegalStateException(lookup.className() + " has no vocabulary: give it one, or use adapt");
    }
    this.tokens = new ArrayList<>(special(lookup));
    this.start = tokens.size();
    for (String token : lookup.vocabulary()) {
      places.put(token, tokens.size());
      tokens.add(token);
    }
    check();
  }

  private void check() {
    int size = lookup.vocabulary().size();
    require(lookup.mask() == null || !lookup.vocabulary().contains(lookup.mask()),
        "Found reserved mask token \"" + lookup.mask() + "\" in `vocabulary`");
    require(!lookup.padToMaxTokens() || lookup.maxTokens() != null,
        "If pad_to_max_tokens is True, must set `max_tokens`. Received: max_tokens=null");
    require(lookup.maxTokens() == null || tokens.size() <= lookup.maxTokens(),
        "Attempted to set a vocabulary larger than the maximum vocab size. Received vocabulary size is "
            + tokens.size() + "; `max_tokens` is " + lookup.maxTokens() + ".");
    require((lookup.idfWeights() != null) == lookup.outputMode().equals("tf_idf"),
        "`idf_weights` should be set if and only if `output_mode` is `'tf_idf'`. Received: idf_weights="
            + lookup.idfWeights() + " and output_mode=" + lookup.outputMode());
    require(lookup.idfWeights() == null || lookup.idfWeights().size() == size,
        "`idf_weights` must be the same length as vocabulary. len(idf_weights) is "
            + (lookup.idfWeights() == null ? 0 : lookup.idfWeights().size()) + "; len(vocabulary) is " + size);
  }

  private void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalArgumentException(lookup.className() + ": " + otherwise);
    }
  }

  /** What stands before the vocabulary: the mask token, where places are put out, and that for unknown ones. */
  static List<String> special(BaseTextLookup<?> lookup) {
    List<String> special = new ArrayList<>();
    if (lookup.mask() != null && lookup.outputMode().equals("int")) {
      special.add(lookup.mask());
    }
    special.addAll(Collections.nCopies(lookup.unknownPlaces(), lookup.unknown()));
    return special;
  }

  /** What stands at each place. */
  List<String> tokens() {
    return List.copyOf(tokens);
  }

  private int place(String token) {
    if (token.equals(lookup.mask())) {
      return lookup.outputMode().equals("int") ? 0 : DROPPED;
    }
    Integer place = places.get(token);
    if (place == null && lookup.unknownPlaces() == 0) {
      throw new IllegalArgumentException(lookup.className() + ": When `num_oov_indices=0` all inputs should be in "
          + "vocabulary, found OOV value \"" + token + "\", consider setting `num_oov_indices=1`.");
    }
    return place == null ? start - 1 : place;
  }

  /** The places of all tokens of each document, cut off or filled up with 0 to one length. */
  NDArray places(List<List<String>> documents, int length) {
    int[] values = new int[Math.multiplyExact(documents.size(), length)];
    for (int row = 0; row < documents.size(); row++) {
      List<String> document = documents.get(row);
      for (int i = 0; i < Math.min(length, document.size()); i++) {
        values[row * length + i] = place(document.get(i));
      }
    }
    return NDArray.wrap(Shape.of(documents.size(), length), values);
  }

  /** A vector for each document, with a number for each place. */
  NDArray vectors(List<List<String>> documents) {
    int depth = lookup.padToMaxTokens() ? lookup.maxTokens() : tokens.size();
    float[] weights = weights(depth);
    boolean once = lookup.outputMode().equals("multi_hot") || lookup.outputMode().equals("one_hot");
    float[] values = new float[Math.multiplyExact(documents.size(), depth)];
    for (int row = 0; row < documents.size(); row++) {
      for (String token : documents.get(row)) {
        int place = place(token);
        if (place != DROPPED) {
          values[row * depth + place] = once ? 1 : values[row * depth + place] + 1;
        }
      }
      for (int i = 0; i < depth; i++) {
        values[row * depth + i] *= weights[i];
      }
    }
    return NDArray.wrap(Shape.of(documents.size(), depth), values);
  }

  private float[] weights(int depth) {
    float[] weights = new float[depth];
    Arrays.fill(weights, 1);
    if (lookup.idfWeights() != null) {
      double mean = lookup.idfWeights().stream().mapToDouble(Double::doubleValue).average().orElseThrow();
      Arrays.fill(weights, 0);
      Arrays.fill(weights, 0, start, (float) mean);
      for (int i = 0; i < lookup.idfWeights().size(); i++) {
        weights[start + i] = lookup.idfWeights().get(i).floatValue();
      }
    }
    return weights;
  }
}
