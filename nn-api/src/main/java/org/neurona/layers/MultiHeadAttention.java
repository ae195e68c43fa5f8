package org.neurona.layers;

import java.util.List;
import java.util.stream.IntStream;
import org.neurona.Shape;
import org.neurona.config.Setting;

/**
 * Attention in several heads (Vaswani et al., 2017): {@code softmax(query key^T / sqrt(keyDim)) value} for each, of
 * projections of its own, and a projection of what all heads give. Keras' {@code MultiHeadAttention}.
 *
 * <p>Inputs {@code [query, value]}, {@code [query, value, key]} or {@code [query, value, key, attentionMask]} of shapes
 * {@code (batch, T, ...)}, {@code (batch, S, ...)}, {@code (batch, S, ...)} and {@code (batch, T, S)}; output {@code
 * (batch, T, outputShape)}, by default as many features as the query has, and the scores {@code (batch, heads, T, S)},
 * before dropout, if {@link #returnAttentionScores} is set. Weights:
 * {@code query/kernel (features, heads, keyDim)} and {@code query/bias (heads, keyDim)}, the same for {@code key} and
 * with {@code valueDim} for {@code value}, {@code attention_output/kernel (heads, valueDim, outputShape)} and its bias.
 *
 * <p>A step that the mask of the values or that of the keys leaves out has no share.
 */
public final class MultiHeadAttention extends BaseMultiHeadAttention<MultiHeadAttention> {
  private static final Setting<Integer> NUM_HEADS = Setting.positiveInt("num_heads");
  private static final Setting<Integer> KEY_DIM = Setting.positiveInt("key_dim");
  private static final Setting<Integer> VALUE_DIM = Setting.positiveIntOrNull("value_dim");
  private static final Setting<Shape> OUTPUT_SHAPE = Setting.of("output_shape", "positive integers or null",
      shape -> shape == null || shape.rank() > 0 && shape.isKnown() && shape.size() > 0,
      Setting.shape("output_shape").codec(), null);
  /** Axes of a query (batch, T, features), of which only T is one of steps. */
  private static final Setting<List<Integer>> ATTENTION_AXES = AxisSettings.several("attention_axes",
      axes -> axes == null || axes.equals(List.of(1)) || axes.equals(List.of(-2)), null);

  /**
   * A layer with Keras' defaults.
   *
   * @param numHeads how many heads
   * @param keyDim the length of a head's queries and keys
   * @throws IllegalArgumentException if one is not positive
   */
  public MultiHeadAttention(int numHeads, int keyDim) {
    super(List.of(NUM_HEADS, KEY_DIM, VALUE_DIM), OUTPUT_SHAPE, ATTENTION_AXES);
    set(NUM_HEADS, numHeads);
    set(KEY_DIM, keyDim);
  }

  /** How many heads. */
  public int numHeads() {
    return get(NUM_HEADS);
  }

  /** The length of a head's queries and keys. */
  public int keyDim() {
    return get(KEY_DIM);
  }

  /** The length of a head's values; {@link #keyDim} by default. */
  public int valueDim() {
    return get(VALUE_DIM) == null ? keyDim() : get(VALUE_DIM);
  }

  /** Returns a copy with values of another length. */
  public MultiHeadAttention valueDim(int valueDim) {
    return with(this, VALUE_DIM, valueDim);
  }

  /** The shape of a step of the output, or null, the default, for that of the query. */
  public Shape outputShape() {
    return get(OUTPUT_SHAPE);
  }

  /** Returns a copy with steps of another shape in the output. */
  public MultiHeadAttention outputShape(int... dims) {
    return with(this, OUTPUT_SHAPE, Shape.of(dims));
  }

  /** The axes of steps: null, the default, or 1, which is the same, for inputs have one axis of steps. */
  public List<Integer> attentionAxes() {
    return get(ATTENTION_AXES);
  }

  /**
   * Returns a copy that names the axis of steps: 1, or -2 counted from the end.
   *
   * @throws IllegalArgumentException for another: inputs have one axis of steps
   */
  public MultiHeadAttention attentionAxes(int... axes) {
    return with(this, ATTENTION_AXES, IntStream.of(axes).boxed().toList());
  }

  @Override
  void checkHeads(Shape query, Shape key, String label) {}

  @Override
  Heads heads() {
    return new Heads(numHeads(), numHeads(), keyDim(), valueDim());
  }

  @Override
  Shape features(Shape query) {
    return outputShape() == null ? query.slice(2, 3) : outputShape();
  }
}
