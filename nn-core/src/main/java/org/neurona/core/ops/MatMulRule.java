package org.neurona.core.ops;

import static org.neurona.ops.Ops.matmul;

import java.util.List;
import org.apache.commons.math3.linear.BlockRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.neurona.Shape;
import org.neurona.ops.MatMul;
import org.neurona.ops.Node;
import org.neurona.ops.Tensor;

/** The matrix product, by Commons Math's {@link RealMatrix}. */
final class MatMulRule implements OpRule<MatMul> {
  @Override
  public List<double[]> evaluate(MatMul op, Node node, List<double[]> inputs, Evaluation run) {
    Shape shapeA = node.inputs().get(0).shape();
    Shape shapeB = node.inputs().get(1).shape();
    Shape shape = node.outputs().get(0).shape();
    double[] y = new double[shape.size()];
    if (y.length == 0 || shapeA.size() == 0) {
      return List.of(y);
    }
    int matrices = shape.size(0, shape.rank() - 2);
    int size = y.length / matrices;
    for (int i = 0; i < matrices; i++) {
      RealMatrix a = matrix(inputs.get(0), shapeA, i, op.transposeA());
      RealMatrix b = matrix(inputs.get(1), shapeB, i, op.transposeB());
      RealMatrix product = a.multiply(b);
      for (int row = 0; row < product.getRowDimension(); row++) {
        System.arraycopy(product.getRow(row), 0, y, i * size + row * product.getColumnDimension(),
            product.getColumnDimension());
      }
    }
    return List.of(y);
  }

  private static RealMatrix matrix(double[] values, Shape shape, int index, boolean transposed) {
    int rows = shape.dim(-2);
    int columns = shape.dim(-1);
    RealMatrix matrix = new BlockRealMatrix(rows, columns);
    double[] row = new double[columns];
    for (int i = 0; i < rows; i++) {
      System.arraycopy(values, (index * rows + i) * columns, row, 0, columns);
      matrix.setRow(i, row);
    }
    return transposed ? matrix.transpose() : matrix;
  }

  /** For Y = A B: dA = dY B^T and dB = A^T dY; for transposed factors the same, transposed. */
  @Override
  public List<Tensor> gradient(MatMul op, Node node, List<Tensor> outputGradients) {
    Tensor a = node.inputs().get(0);
    Tensor b = node.inputs().get(1);
    Tensor g = outputGradients.get(0);
    Tensor gradientA = op.transposeA() ? matmul(b, g, op.transposeB(), true) : matmul(g, b, false, !op.transposeB());
    Tensor gradientB = op.transposeB() ? matmul(g, a, true, op.transposeA()) : matmul(a, g, !op.transposeA(), false);
    return List.of(gradientA, gradientB);
  }
}
