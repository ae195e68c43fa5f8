package org.neurona.losses;

import static org.neurona.ops.Ops.add;
import static org.neurona.ops.Ops.equal;
import static org.neurona.ops.Ops.exp;
import static org.neurona.ops.Ops.greater;
import static org.neurona.ops.Ops.log;
import static org.neurona.ops.Ops.matmul;
import static org.neurona.ops.Ops.max;
import static org.neurona.ops.Ops.maximum;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.reshape;
import static org.neurona.ops.Ops.softplus;
import static org.neurona.ops.Ops.stopGradient;
import static org.neurona.ops.Ops.subtract;
import static org.neurona.ops.Ops.sum;
import static org.neurona.ops.Ops.where;

import java.util.List;
import org.neurona.Shape;
import org.neurona.config.Setting;
import org.neurona.ops.Ops;
import org.neurona.ops.Targets;
import org.neurona.ops.Tensor;

/**
 * Draws rows of one class together and others apart (Sun et al., 2020), for targets that are the numbers of classes and
 * outputs of length 1, {@code (batch, length)}. Keras' {@code Circle}; defaults: gamma 80, margin 0.4, a row is no
 * partner of its own.
 *
 * <pre>{@code
 * d(i, j) = max(1 - a(i) . a(j), 0)
 * p(i) = log(sum(exp(-gamma (margin + d) (margin - d))))                   over the j of the same class
 * n(i) = log(sum(exp(gamma max(1 + margin - d, 0) (1 - margin - d))))      over those of others
 * loss(i) = log(1 + exp(p(i) + n(i)))                                      0 if there are none of either
 * }</pre>
 *
 * <p>Rows without a loss don't count in a mean, as in Keras.
 */
public final class Circle extends BaseLoss<Circle> {
  private static final Setting<Double> GAMMA = Setting.number("gamma", 80);
  private static final Setting<Double> MARGIN = Setting.number("margin", 0.4);
  private static final Setting<Boolean> REMOVE_DIAGONAL = Setting.flag("remove_diagonal", true);
  /** What a sum of nothing has for a logarithm: a float far below all others, but not infinite. */
  private static final double LOWEST = -1e30;
  /** {@code exp(UNSEEN)} is 0 on every engine. */
  private static final double UNSEEN = -1e4;

  /** The loss with Keras' defaults. */
  public Circle() {
    super(List.of(GAMMA, MARGIN, REMOVE_DIAGONAL));
  }

  /** The scale of similarities; 80 by default. */
  public double gamma() {
    return get(GAMMA);
  }

  /** Returns a copy with another scale of similarities; 80 by default. */
  public Circle gamma(double gamma) {
    return with(this, GAMMA, gamma);
  }

  /** How near rows of a class should be; 0.4 by default. */
  public double margin() {
    return get(MARGIN);
  }

  /** Returns a copy in which rows of a class should be another distance near; 0.4 by default. */
  public Circle margin(double margin) {
    return with(this, MARGIN, margin);
  }

  /** Whether no row is a partner of its own; true by default. */
  public boolean removeDiagonal() {
    return get(REMOVE_DIAGONAL);
  }

  /** Returns a copy in which no row is a partner of its own, as by default, or each is. */
  public Circle removeDiagonal(boolean removeDiagonal) {
    return with(this, REMOVE_DIAGONAL, removeDiagonal);
  }

  @Override
  public String name() {
    return "circle";
  }

  @Override
  protected Tensor alignTargets(Tensor yTrue, Tensor yPred) {
    if (yPred.rank() != 2) {
      throw new IllegalArgumentException("circle expects output of shape (batch, length), got " + yPred.shape());
    }
    return Targets.labels(yTrue, yPred);
  }

  /**
   * Labels must be whole numbers.
   *
   * @throws IllegalArgumentException if one is not
   */
  @Override
  public void checkTargets(float[] targets, int offset, int count, Shape output) {
    for (int i = offset; i < offset + count; i++) {
      if (targets[i] != Math.rint(targets[i])) {
        throw new IllegalArgumentException("Received a label value of " + targets[i]
            + " where circle expects a whole number, the number of a class.");
      }
    }
  }

  @Override
  protected Tensor call(Tensor yTrue, Tensor yPred) {
    Tensor distance = maximum(subtract(1, matmul(yPred, yPred, false, true)), 0);
    Tensor same = equal(reshape(yTrue, Shape.UNKNOWN, 1), reshape(yTrue, 1, Shape.UNKNOWN));
    Tensor others = subtract(1, same);
    int rows = yPred.dim(0);
    // While the number of rows is unknown only the shape of the result counts.
    Tensor partners = removeDiagonal() && rows != Shape.UNKNOWN ? multiply(same, subtract(1, Ops.eye(rows))) : same;
    Tensor together = multiply(multiply(maximum(add(distance, margin()), 0), subtract(margin(), distance)), -gamma());
    Tensor apart = multiply(multiply(maximum(subtract(1 + margin(), distance), 0),
        subtract(1 - margin(), distance)), gamma());
    return softplus(add(logSumExp(together, partners), logSumExp(apart, others)));
  }

  @Override
  protected Tensor counted(Tensor yTrue, Tensor losses) {
    return greater(losses, 0);
  }

  /** The logarithm of the sum of the exponentials of those elements of each row that a mask has. */
  private static Tensor logSumExp(Tensor x, Tensor mask) {
    Tensor largest = stopGradient(max(where(mask, x, Ops.constant(LOWEST)), true, -1));
    Tensor exponentials = exp(where(mask, subtract(x, largest), Ops.constant(UNSEEN)));
    // A sum of nothing has its logarithm from the largest, and no gradient.
    Tensor total = maximum(sum(exponentials, false, -1), 0.5);
    return add(log(total), Ops.squeeze(largest, -1));
  }
}
