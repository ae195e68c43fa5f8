package org.neurona.regularizers;

import static org.neurona.ops.Ops.abs;
import static org.neurona.ops.Ops.divide;
import static org.neurona.ops.Ops.matmul;
import static org.neurona.ops.Ops.maximum;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.sqrt;
import static org.neurona.ops.Ops.square;
import static org.neurona.ops.Ops.subtract;
import static org.neurona.ops.Ops.sum;

import java.util.List;
import org.neurona.config.Setting;
import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;

/**
 * A penalty on rows, or columns, of a matrix that are not at right angles to each other: {@code factor} times the mean
 * size of their cosines, {@code factor sum(|cos(i, j)| for i < j) / pairs}; 0 where there is one alone. Keras'
 * {@code OrthogonalRegularizer}; norms are at least 1e-7. Defaults: factor 0.01, mode {@code rows}.
 */
public final class OrthogonalRegularizer extends Regularizer {
  private static final Setting<Double> FACTOR = Setting.nonNegative("factor", 0.01);
  private static final Setting<String> MODE = Setting.oneOf("mode", "rows", "rows", "columns");
  /** Keras' {@code epsilon()}. */
  private static final double EPSILON = 1e-7;

  /** The penalty on rows with factor 0.01. */
  public OrthogonalRegularizer() {
    super(List.of(FACTOR, MODE));
  }

  /** The penalty with this factor, on {@code rows} or {@code columns}. */
  public static OrthogonalRegularizer of(double factor, String mode) {
    return with(with(new OrthogonalRegularizer(), FACTOR, factor), MODE, mode);
  }

  /** The factor. */
  public double factor() {
    return get(FACTOR);
  }

  /** What should be orthogonal: {@code rows}, the default, or {@code columns}. */
  public String mode() {
    return get(MODE);
  }

  /**
   * The penalty for a matrix.
   *
   * @throws IllegalArgumentException if it is none
   */
  @Override
  public Tensor call(Tensor x) {
    if (x.rank() != 2) {
      throw new IllegalArgumentException("Inputs to OrthogonalRegularizer must have rank 2. Received: inputs.shape="
          + x.shape());
    }
    boolean rows = mode().equals("rows");
    Tensor squares = sum(square(x), true, rows ? 1 : 0);
    // The square root of 0 has no gradient.
    Tensor units = divide(x, sqrt(maximum(squares, EPSILON * EPSILON)));
    Tensor cosines = matmul(units, units, !rows, rows);
    int count = x.dim(rows ? 0 : 1);
    Tensor others = multiply(abs(cosines), subtract(1, Ops.eye(count)));
    double pairs = Math.max(1, count * (count - 1.0) / 2);
    return multiply(sum(others), factor() * 0.5 / pairs); // each pair comes twice
  }
}
