package org.neurona.core.ops;

import java.util.ArrayList;
import java.util.List;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.ops.AffineTransform;
import org.neurona.ops.AffineTransformGradient;
import org.neurona.ops.AveragePooling;
import org.neurona.ops.AveragePoolingGradient;
import org.neurona.ops.Convolution;
import org.neurona.ops.ConvolutionInputGradient;
import org.neurona.ops.ConvolutionKernelGradient;
import org.neurona.ops.FillMode;
import org.neurona.ops.Interpolation;
import org.neurona.ops.MaxPooling;
import org.neurona.ops.MaxPoolingGradient;
import org.neurona.ops.MaxPoolingSelect;
import org.neurona.ops.Ops;
import org.neurona.ops.ScatterAdd;
import org.neurona.ops.Tensor;
import org.neurona.ops.Window;

/** Operations on a few numbers, with results that were worked out by hand. */
final class OpExamples {
  private static final double LOG3 = Math.log(3);

  /**
   * An operation on numbers.
   *
   * @param name what is tried
   * @param result the operation, applied to constants
   * @param expected its value
   */
  record Example(String name, Tensor result, double... expected) {
    @Override
    public String toString() {
      return name;
    }
  }

  private OpExamples() {}

  static List<Example> all() {
    List<Example> examples = new ArrayList<>();
    choices(examples);
    axes(examples);
    indices(examples);
    products(examples);
    lastAxis(examples);
    windows(examples);
    images(examples);
    extremes(examples);
    return examples;
  }

  private static Tensor vector(double... values) {
    return Ops.constant(NDArray.of(values));
  }

  private static Tensor matrix(int rows, double... values) {
    return Ops.constant(NDArray.of(Shape.of(rows, values.length / rows), values));
  }

  private static void choices(List<Example> examples) {
    examples.add(new Example("where of (2,1), (3) and ()",
        Ops.where(matrix(2, 0, -2), vector(1, 2, 3), Ops.constant(9)), 9, 9, 9, 1, 2, 3));
    examples.add(new Example("where takes minus zero for 0", Ops.where(vector(-0.0, 0.5), vector(1, 2), vector(3, 4)),
        3, 2));
    examples.add(new Example("where does not look at what it leaves out",
        Ops.where(vector(1, 0), vector(1, Double.NaN), vector(Double.NaN, 2)), 1, 2));
  }

  private static void axes(List<Example> examples) {
    Tensor eight = matrix(2, 1, 2, 3, 4, 5, 6, 7, 8);
    examples.add(new Example("concatenate three along 1",
        Ops.concatenate(List.of(matrix(2, 1, 2), matrix(2, 3, 4, 5, 6), matrix(2, 7, 8)), 1), 1, 3, 4, 7, 2, 5, 6, 8));
    examples.add(new Example("concatenate three along -2",
        Ops.concatenate(List.of(matrix(1, 1, 2), matrix(2, 3, 4, 5, 6), matrix(1, 7, 8)), -2), 1, 2, 3, 4, 5, 6, 7, 8));
    examples.add(new Example("slice along 1", Ops.slice(eight, 1, 1, 2), 2, 3, 6, 7));
    examples.add(new Example("slice along -2", Ops.slice(eight, -2, 1, 1), 5, 6, 7, 8));
    examples.add(new Example("slice of no rows", Ops.slice(eight, 0, 2, 0)));
    examples.add(new Example("pad along -1", Ops.pad(matrix(2, 1, 2, 3, 4), -1, 1, 2), 0, 1, 2, 0, 0, 0, 3, 4, 0, 0));
    examples.add(new Example("pad along 0", Ops.pad(matrix(2, 1, 2, 3, 4), 0, 0, 1), 1, 2, 3, 4, 0, 0));
    examples.add(new Example("transpose", Ops.transpose(eight, 1, 0), 1, 5, 2, 6, 3, 7, 4, 8));
    examples.add(new Example("broadcastTo", Ops.broadcastTo(matrix(2, 1, 2), Shape.of(2, 3)), 1, 1, 1, 2, 2, 2));
    examples.add(new Example("sum along -1", Ops.sum(eight, true, -1), 10, 26));
    examples.add(new Example("max along 0", Ops.max(eight, false, 0), 5, 6, 7, 8));
    examples.add(new Example("sum of nothing", Ops.sum(Ops.slice(eight, 0, 0, 0), false, 0), 0, 0, 0, 0));
  }

  private static void indices(List<Example> examples) {
    Tensor table = matrix(3, 1, 2, 3, 4, 5, 6);
    examples.add(new Example("gather of repeated rows", Ops.gather(table, vector(2, 0, 2)), 5, 6, 1, 2, 5, 6));
    examples.add(new Example("gather by a matrix", Ops.gather(table, matrix(2, 1, 0)), 3, 4, 1, 2));
    examples.add(new Example("gather out of range", Ops.gather(table, vector(3, 1, -1)),
        Double.NaN, Double.NaN, 3, 4, Double.NaN, Double.NaN));
    examples.add(new Example("scatterAdd of repeated rows and of some out of range", Tensor.of(new ScatterAdd(3),
        vector(2, 0, 2, 3, -1), matrix(5, 1, 2, 3, 4, 50, 60, 7, 8, 9, 10)), 3, 4, 0, 0, 51, 62));
    examples.add(new Example("oneHot", Ops.oneHot(vector(2, 0, 3, -1), 3), 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0));
    examples.add(new Example("argMax takes the first of equals", Ops.argMax(matrix(2, 1, 5, 5, 7, 2, 7)), 1, 0));
  }

  private static void products(List<Example> examples) {
    Tensor a = matrix(2, 1, 2, 3, 4);
    Tensor b = matrix(2, 5, 6, 7, 8);
    examples.add(new Example("A B", Ops.matmul(a, b), 19, 22, 43, 50));
    examples.add(new Example("A^T B", Ops.matmul(a, b, true, false), 26, 30, 38, 44));
    examples.add(new Example("A B^T", Ops.matmul(a, b, false, true), 17, 23, 39, 53));
    examples.add(new Example("A^T B^T", Ops.matmul(a, b, true, true), 23, 31, 34, 46));
    examples.add(new Example("a stack of two", Ops.matmul(Ops.reshape(a, 2, 1, 2), Ops.reshape(b, 2, 2, 1)),
        17, 53));
  }

  private static void lastAxis(List<Example> examples) {
    Tensor z = matrix(2, 0, LOG3, LOG3, 0);
    examples.add(new Example("softmax", Ops.softmax(z), 0.25, 0.75, 0.75, 0.25));
    examples.add(new Example("logSoftmax", Ops.logSoftmax(vector(0, LOG3)), Math.log(0.25), Math.log(0.75)));
    examples.add(new Example("sparsemax of two that stay", Ops.sparsemax(vector(1, 0.5, -1)), 0.75, 0.25, 0));
    examples.add(new Example("sparsemax of one that stays", Ops.sparsemax(vector(-1, 3, 1.5)), 0, 1, 0));
    examples.add(new Example("softmaxCrossEntropy", Ops.softmaxCrossEntropy(z, matrix(2, 0.5, 0.5, 0, 2)),
        -0.5 * Math.log(0.25 * 0.75), -2 * Math.log(0.25)));
    examples.add(new Example("sparseSoftmaxCrossEntropy", Ops.sparseSoftmaxCrossEntropy(z, vector(1, 1)),
        -Math.log(0.75), -Math.log(0.25)));
    examples.add(new Example("sparseSoftmaxCrossEntropy out of range", Ops.sparseSoftmaxCrossEntropy(z, vector(2, -1)),
        Double.NaN, Double.NaN));
  }

  private static void windows(List<Example> examples) {
    Tensor steps = Ops.reshape(vector(1, 2, 4, 3), 1, 4, 1);
    Tensor kernel = Ops.reshape(vector(10, 1), 2, 1, 1);
    Window pairs = Window.valid(List.of(2), List.of(1), List.of(1));
    Window padded = Window.same(List.of(4), List.of(3), List.of(2), List.of(1));
    Tensor three = Ops.reshape(vector(1, 2, 3), 1, 3, 1);
    examples.add(new Example("convolution", Tensor.of(new Convolution(pairs, 1), steps, kernel), 12, 24, 43));
    examples.add(new Example("convolution of groups", Tensor.of(new Convolution(
        Window.valid(List.of(1), List.of(1), List.of(1)), 2), Ops.reshape(vector(1, 2, 3, 4), 1, 2, 2),
        Ops.reshape(vector(10, 100), 1, 1, 2)), 10, 200, 30, 400));
    examples.add(new Example("convolution with padding and strides", Tensor.of(new Convolution(padded, 1), steps,
        Ops.reshape(vector(100, 10, 1), 3, 1, 1)), 124, 430));
    examples.add(new Example("convolution by input", Tensor.of(new ConvolutionInputGradient(pairs, 1, List.of(4)), three,
        kernel), 10, 21, 32, 3));
    examples.add(new Example("convolution by kernel", Tensor.of(new ConvolutionKernelGradient(pairs, 1), steps, three),
        17, 19));
    examples.add(new Example("maxPooling", Tensor.of(new MaxPooling(pairs), steps), 2, 4, 4));
    examples.add(new Example("maxPooling of negative numbers beside padding",
        Tensor.of(new MaxPooling(padded), Ops.negative(steps)), -1, -3));
    examples.add(new Example("maxPooling takes the first of equals", Tensor.of(new MaxPoolingGradient(pairs),
        Ops.reshape(vector(5, 5, 1, 1), 1, 4, 1), three), 1, 2, 3, 0));
    examples.add(new Example("maxPoolingGradient", Tensor.of(new MaxPoolingGradient(pairs), steps, three), 0, 1, 5, 0));
    examples.add(new Example("maxPoolingSelect",
        Tensor.of(new MaxPoolingSelect(pairs), steps, Ops.reshape(vector(6, 7, 8, 9), 1, 4, 1)), 7, 8, 8));
    examples.add(new Example("averagePooling leaves padding out", Tensor.of(new AveragePooling(padded), steps),
        7.0 / 3, 3.5));
    examples.add(new Example("averagePoolingGradient", Tensor.of(new AveragePoolingGradient(padded, List.of(4)),
        Ops.reshape(vector(3, 4), 1, 2, 1)), 1, 1, 3, 2));
  }

  private static Tensor image(int height, double... pixels) {
    return Ops.reshape(vector(pixels), 1, height, pixels.length / height, 1);
  }

  private static Tensor moved(Tensor image, Interpolation interpolation, FillMode mode, double... transform) {
    return Ops.affineTransform(image, matrix(1, transform), interpolation, mode, 9);
  }

  /** The output's pixel x is what the image has at x - shift. */
  private static Tensor shifted(double shift, Interpolation interpolation, FillMode mode) {
    return moved(image(1, 1, 2, 4, 8), interpolation, mode, 1, 0, -shift, 0, 1, 0, 0, 0);
  }

  private static void images(List<Example> examples) {
    Tensor six = image(2, 1, 2, 3, 4, 5, 6);
    Interpolation nearest = Interpolation.NEAREST;
    Interpolation bilinear = Interpolation.BILINEAR;
    examples.add(new Example("affineTransform that mirrors columns",
        moved(six, nearest, FillMode.CONSTANT, -1, 0, 2, 0, 1, 0, 0, 0), 3, 2, 1, 6, 5, 4));
    examples.add(new Example("affineTransform that turns half round",
        moved(six, bilinear, FillMode.CONSTANT, -1, 0, 2, 0, -1, 1, 0, 0), 6, 5, 4, 3, 2, 1));
    examples.add(new Example("affineTransform that swaps rows and columns", moved(image(2, 1, 2, 3, 4), nearest,
        FillMode.CONSTANT, 0, 1, 0, 1, 0, 0, 0, 0), 1, 3, 2, 4));
    examples.add(new Example("affineTransform to a smaller image", Tensor.of(
        new AffineTransform(1, 2, bilinear, FillMode.CONSTANT, 0), six, matrix(1, 1, 0, 0.5, 0, 1, 0.5, 0, 0)), 3, 4));
    examples.add(new Example("shift over a constant", shifted(2, bilinear, FillMode.CONSTANT), 9, 9, 1, 2));
    examples.add(new Example("shift over the nearest", shifted(2, bilinear, FillMode.NEAREST), 1, 1, 1, 2));
    examples.add(new Example("shift over a reflection", shifted(2, bilinear, FillMode.REFLECT), 2, 1, 1, 2));
    examples.add(new Example("shift over the other end", shifted(2, bilinear, FillMode.WRAP), 4, 8, 1, 2));
    examples.add(new Example("shift back over a constant", shifted(-3, bilinear, FillMode.CONSTANT), 8, 9, 9, 9));
    examples.add(new Example("shift back over the nearest", shifted(-3, bilinear, FillMode.NEAREST), 8, 8, 8, 8));
    examples.add(new Example("shift back over a reflection", shifted(-3, bilinear, FillMode.REFLECT), 8, 8, 4, 2));
    examples.add(new Example("shift back over the other end", shifted(-2, bilinear, FillMode.WRAP), 4, 8, 1, 2));
    // Coordinates -0.25, 0.75, 1.75 and 2.75; the fill value has a quarter of the first.
    examples.add(new Example("shift by a quarter over a constant", shifted(0.25, bilinear, FillMode.CONSTANT),
        0.25 * 9 + 0.75 * 1, 1.75, 3.5, 7));
    examples.add(new Example("shift by a quarter over a reflection", shifted(0.25, bilinear, FillMode.REFLECT),
        1, 1.75, 3.5, 7));
    // What is between the last pixel and the first is the last where it comes from the left, as on TensorFlow.
    examples.add(new Example("shift by a quarter over the other end", shifted(0.25, bilinear, FillMode.WRAP),
        8, 1.75, 3.5, 7));
    examples.add(new Example("shift by a quarter to the nearest", shifted(0.25, nearest, FillMode.CONSTANT),
        1, 2, 4, 8));
    // Coordinates -0.5, 0.5, 1.5 and 2.5 are rounded away from 0.
    examples.add(new Example("shift by a half to the nearest", shifted(0.5, nearest, FillMode.CONSTANT), 9, 2, 4, 8));
    examples.add(new Example("reflections of reflections", shifted(10, nearest, FillMode.REFLECT), 2, 1, 1, 2));
    // k = 1 - x: the pixel at x = 1 is infinitely far away, that at x = 2 is at -2.
    examples.add(new Example("a perspective", moved(image(1, 1, 2, 4), nearest, FillMode.CONSTANT,
        1, 0, 0, 0, 1, 0, -1, 0), 1, 9, 9));
    examples.add(new Example("affineTransform by images", Tensor.of(new AffineTransformGradient(
        new AffineTransform(1, 4, bilinear, FillMode.NEAREST, 9), 1, 3), image(1, 1, 10, 100, 1000),
        matrix(1, 1, 0, -0.5, 0, 1, 0, 0, 0)), 1 + 5, 5 + 50, 50 + 1000));
  }

  private static void extremes(List<Example> examples) {
    Tensor far = vector(1000, 0, -1000);
    examples.add(new Example("softmax without overflow", Ops.softmax(far), 1, 0, 0));
    examples.add(new Example("logSoftmax without overflow", Ops.logSoftmax(far), 0, -1000, -2000));
    examples.add(new Example("cross-entropy without overflow",
        Ops.sparseSoftmaxCrossEntropy(Ops.reshape(far, 1, 3), vector(2)), 2000));
    examples.add(new Example("sigmoid without overflow", Ops.sigmoid(far), 1, 0.5, 0));
    examples.add(new Example("softplus without overflow", Ops.softplus(far), 1000, Math.log(2), 0));
    examples.add(new Example("tanh without overflow", Ops.tanh(far), 1, 0, -1));
    examples.add(new Example("erf far out", Ops.erf(far), 1, 0, -1));
    examples.add(new Example("expm1 near 0", Ops.multiply(Ops.expm1(vector(0x1p-40)), 0x1p40), 1 + 0x1p-41));
    examples.add(new Example("log1p near 0", Ops.multiply(Ops.log1p(vector(0x1p-40)), 0x1p40), 1 - 0x1p-41));
  }
}
