package org.neurona.losses;

import static org.neurona.ops.Ops.divide;
import static org.neurona.ops.Ops.maximum;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.negative;
import static org.neurona.ops.Ops.sqrt;
import static org.neurona.ops.Ops.square;
import static org.neurona.ops.Ops.sum;

import java.util.List;
import org.neurona.ops.Tensor;

/**
 * {@code -sum(t / |t| * a / |a|)} over the last axis: -1 for the same direction, 1 for the opposite one. Keras'
 * {@code CosineSimilarity} for its default axis -1; norms are at least 1e-7.
 */
public final class CosineSimilarity extends BaseLoss<CosineSimilarity> {
  /** The loss with Keras' defaults. */
  public CosineSimilarity() {
    super(List.of());
  }

  @Override
  public String name() {
    return "cosine_similarity";
  }

  @Override
  protected Tensor call(Tensor yTrue, Tensor yPred) {
    return negative(sum(multiply(unit(yTrue), unit(yPred)), false, -1));
  }

  private static Tensor unit(Tensor x) {
    // The square root of 0 has no gradient.
    Tensor squares = maximum(sum(square(x), true, -1), EPSILON * EPSILON);
    return divide(x, sqrt(squares));
  }
}
