package org.neurona.layers;

import java.util.List;
import org.neurona.Shape;
import org.neurona.config.Setting;

/**
 * Attention in which several heads of queries share a head of keys and values (Ainslie et al., 2023): as many heads of
 * keys and values as of queries are {@link MultiHeadAttention}, one is multi-query attention. Keras' {@code
 * GroupQueryAttention}, whose class is called {@code GroupedQueryAttention} there and in files.
 *
 * <p>Inputs {@code [query, value]}, {@code [query, value, key]} or {@code [query, value, key, attentionMask]} of shapes
 * {@code (batch, T, features)}, {@code (batch, S, ...)}, {@code (batch, S, ...)} and {@code (batch, T, S)}; output {@code
 * (batch, T, features)}, and the scores {@code (batch, query heads, T, S)}, before dropout, if {@link
 * #returnAttentionScores} is set. Query head i sees key head {@code i / (query heads / key heads)}. Weights: {@code
 * query/kernel (features, query heads, headDim)} and {@code query/bias (query heads, headDim)}, the same for {@code key}
 * and {@code value} with their number of heads, {@code attention_output/kernel (query heads, headDim, features)} and its
 * bias.
 */
public final class GroupQueryAttention extends BaseMultiHeadAttention<GroupQueryAttention> {
  private static final Setting<Integer> HEAD_DIM = Setting.positiveInt("head_dim");
  private static final Setting<Integer> NUM_QUERY_HEADS = Setting.positiveInt("num_query_heads");
  private static final Setting<Integer> NUM_KEY_VALUE_HEADS = Setting.positiveInt("num_key_value_heads");

  /**
   * A layer with Keras' defaults.
   *
   * @param headDim the length of a head's queries, keys and values
   * @param numQueryHeads how many heads of queries
   * @param numKeyValueHeads how many heads of keys and values, a divisor of that
   * @throws IllegalArgumentException if one is not positive, or the last is no divisor
   */
  public GroupQueryAttention(int headDim, int numQueryHeads, int numKeyValueHeads) {
    super(List.of(HEAD_DIM, NUM_QUERY_HEADS, NUM_KEY_VALUE_HEADS));
    set(HEAD_DIM, headDim);
    set(NUM_QUERY_HEADS, numQueryHeads);
    set(NUM_KEY_VALUE_HEADS, numKeyValueHeads);
    requireGroups(className());
  }

  @Override
  public String className() {
    return "GroupedQueryAttention";
  }

  /** The length of a head's queries, keys and values. */
  public int headDim() {
    return get(HEAD_DIM);
  }

  /** How many heads of queries. */
  public int numQueryHeads() {
    return get(NUM_QUERY_HEADS);
  }

  /** How many heads of keys and values. */
  public int numKeyValueHeads() {
    return get(NUM_KEY_VALUE_HEADS);
  }

  private void requireGroups(String label) {
    if (numQueryHeads() % numKeyValueHeads() != 0) {
      throw new IllegalArgumentException(label + ": `numQueryHeads` must be divisible by `numKeyValueHeads`. Received: "
          + numQueryHeads() + " and " + numKeyValueHeads());
    }
  }

  /** A file may say anything. */
  @Override
  void checkHeads(Shape query, Shape key, String label) {
    requireGroups(label);
  }

  @Override
  Heads heads() {
    return new Heads(numQueryHeads(), numKeyValueHeads(), headDim(), headDim());
  }

  @Override
  Shape features(Shape query) {
    return query.slice(2, 3);
  }

  /** As Keras has it of this layer, and not of MultiHeadAttention. */
  @Override
  boolean penalizesOutputs() {
    return true;
  }
}
