package org.neurona.losses;

import static org.neurona.ops.Ops.divide;
import static org.neurona.ops.Ops.maximum;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.negative;
import static org.neurona.ops.Ops.sqrt;
import static org.neurona.ops.Ops.square;
import static org.neurona.ops.Ops.sum;

import java.util.List;
import org.neurona.config.Setting;
import org.neurona.ops.Tensor;

/**
 * {@code -sum(t / |t| * a / |a|)} along an axis, by default the last: -1 for the same direction, 1 for the opposite
 * one. Keras' {@code CosineSimilarity}; norms are at least 1e-7.
 */
public final class CosineSimilarity extends BaseLoss<CosineSimilarity> {
  private static final Setting<Integer> AXIS = Setting.integer("axis", -1).writtenWhenSet();

  /** The loss with Keras' defaults. */
  public CosineSimilarity() {
    super(List.of(AXIS));
  }

  /** The axis of the vectors, counted from the end where negative; -1 by default. */
  public int axis() {
    return get(AXIS);
  }

  /** Returns a copy for vectors along another axis; -1 by default. */
  public CosineSimilarity axis(int axis) {
    return with(this, AXIS, axis);
  }

  @Override
  public String name() {
    return "cosine_similarity";
  }

  @Override
  protected Tensor call(Tensor yTrue, Tensor yPred) {
    return negative(sum(multiply(unit(yTrue), unit(yPred)), false, axis()));
  }

  private Tensor unit(Tensor x) {
    // The square root of 0 has no gradient.
    Tensor squares = maximum(sum(square(x), true, axis()), EPSILON * EPSILON);
    return divide(x, sqrt(squares));
  }
}
