package org.neurona.layers;

import java.util.List;
import org.neurona.Shape;
import org.neurona.ShapeMismatchException;
import org.neurona.config.Setting;
import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;

/**
 * Rows in another shape. Keras' {@code Reshape}. Input {@code (batch, ...)}, output {@code (batch, target...)}, where
 * one length of the target may be -1 and takes what is left.
 */
public final class Reshape extends Layer {
  private static final Setting<Shape> TARGET_SHAPE = Setting.required("target_shape", "a shape with at most one -1",
      shape -> shape != null && shape.toList().stream().filter(dim -> dim == Shape.UNKNOWN).count() <= 1,
      Setting.shape("target_shape").codec());

  /** A layer that gives each row this shape. */
  public Reshape(int... targetDims) {
    super(List.of(TARGET_SHAPE));
    set(TARGET_SHAPE, Shape.of(targetDims));
  }

  /** The shape of an output row; -1 takes what is left. */
  public Shape targetShape() {
    return get(TARGET_SHAPE);
  }

  @Override
  public Reshape name(String name) {
    return (Reshape) super.name(name);
  }

  @Override
  protected void checkInputs(List<Shape> inputs, String label) {
    Shape row = inputs.get(0).slice(1, inputs.get(0).rank());
    if (row.isKnown() && resolved(row) == null) {
      throw new ShapeMismatchException(label, "rows that fit into " + targetShape(), inputs.get(0));
    }
  }

  @Override
  protected Tensor call(Tensor x, Call call) {
    Shape row = x.shape().slice(1, x.rank());
    Shape target = row.isKnown() ? resolved(row) : targetShape();
    return Ops.reshape(x, target.prepend(x.dim(0)));
  }

  /** The target for rows of this shape, or null where they don't fit. */
  private Shape resolved(Shape row) {
    int unknown = targetShape().toList().indexOf(Shape.UNKNOWN);
    if (unknown < 0) {
      return targetShape().size() == row.size() ? targetShape() : null;
    }
    int known = targetShape().withDim(unknown, 1).size();
    return known > 0 && row.size() % known == 0 ? targetShape().withDim(unknown, row.size() / known) : null;
  }
}
