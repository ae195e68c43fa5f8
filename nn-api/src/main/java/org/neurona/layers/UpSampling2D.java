package org.neurona.layers;

import static org.neurona.ops.Ops.add;
import static org.neurona.ops.Ops.concatenate;
import static org.neurona.ops.Ops.expandDims;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.reshape;
import static org.neurona.ops.Ops.slice;

import java.util.ArrayList;
import java.util.List;
import org.neurona.Shape;
import org.neurona.config.Setting;
import org.neurona.ops.Tensor;

/**
 * Images enlarged by whole factors: each pixel repeated, or, with {@code bilinear} interpolation, straight lines
 * between the centres of pixels. Keras' {@code UpSampling2D}; bilinear is as on TensorFlow: output pixel i has its
 * centre at {@code (i + 1/2) / size - 1/2} of the input, and outside of the outermost centres their values go on.
 *
 * <p>Input {@code (batch, height, width, channels)}, output {@code (batch, size * height, size * width, channels)}.
 */
public final class UpSampling2D extends BaseUpSampling<UpSampling2D> {
  private static final Setting<List<Integer>> SIZE = WindowSettings.sizes("size", 2, 2, false);
  private static final String BILINEAR = "bilinear";
  /** Each pixel that comes of one is an operation of its own. */
  private static final int LARGEST_FACTOR = 4096;
  private static final List<String> INTERPOLATIONS = List.of("nearest", BILINEAR);
  private static final Setting<String> INTERPOLATION = Setting.of("interpolation",
      "nearest or bilinear (bicubic, lanczos3 and lanczos5 of Keras are not supported)",
      value -> value != null && INTERPOLATIONS.contains(value), Setting.text("interpolation", null).codec(), "nearest");

  /**
   * A layer that repeats pixels.
   *
   * @param size the factors: one number for both axes or one for each; 2 if there is none
   * @throws IllegalArgumentException if a number is not positive, or there are more than 2
   */
  public UpSampling2D(int... size) {
    super(2, SIZE, List.of(SIZE, WindowSettings.DATA_FORMAT, INTERPOLATION), size);
  }

  /** The interpolation; {@code nearest} by default. */
  public String interpolation() {
    return get(INTERPOLATION);
  }

  /**
   * Returns a copy with another interpolation: {@code nearest} or {@code bilinear}.
   *
   * @throws IllegalArgumentException for any other
   */
  public UpSampling2D interpolation(String interpolation) {
    return with(this, INTERPOLATION, interpolation);
  }

  @Override
  Tensor enlarge(Tensor x, int axis, int factor) {
    if (!interpolation().equals(BILINEAR)) {
      return super.enlarge(x, axis, factor);
    }
    int length = x.dim(axis);
    if (length == Shape.UNKNOWN) {
      throw new IllegalArgumentException("bilinear interpolation needs axes of known length");
    }
    if (factor > LARGEST_FACTOR) {
      throw new IllegalArgumentException("bilinear interpolation enlarges by at most " + LARGEST_FACTOR + ", got "
          + factor);
    }
    Tensor before = length == 1 ? x
        : concatenate(List.of(slice(x, axis, 0, 1), slice(x, axis, 0, length - 1)), axis);
    Tensor after = length == 1 ? x
        : concatenate(List.of(slice(x, axis, 1, length - 1), slice(x, axis, length - 1, 1)), axis);
    List<Tensor> phases = new ArrayList<>();
    for (int phase = 0; phase < factor; phase++) {
      // How far the centres of these output pixels are behind those of their input pixels.
      double distance = (phase + 0.5) / factor - 0.5;
      Tensor own = multiply(x, 1 - Math.abs(distance));
      phases.add(expandDims(add(own, multiply(distance < 0 ? before : after, Math.abs(distance))), axis + 1));
    }
    return reshape(concatenate(phases, axis + 1), x.shape().withDim(axis, length * factor));
  }
}
