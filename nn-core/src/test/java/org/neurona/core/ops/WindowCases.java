package org.neurona.core.ops;

import static org.neurona.core.ops.OpCase.real;

import java.util.List;
import org.neurona.Shape;
import org.neurona.ops.AveragePooling;
import org.neurona.ops.AveragePoolingGradient;
import org.neurona.ops.Convolution;
import org.neurona.ops.ConvolutionInputGradient;
import org.neurona.ops.ConvolutionKernelGradient;
import org.neurona.ops.MaxPooling;
import org.neurona.ops.MaxPoolingGradient;
import org.neurona.ops.MaxPoolingSelect;
import org.neurona.ops.Tensor;
import org.neurona.ops.Window;

/** Cases of the operations that move a window: convolution, pooling, and what their gradients are made of. */
final class WindowCases {
  /** A window over an input: as many channels out as given, in so many groups. */
  private record Moved(Window window, Shape input, int out, int groups) {
    Shape kernel() {
      int[] dims = new int[window.rank() + 2];
      for (int axis = 0; axis < window.rank(); axis++) {
        dims[axis] = window.sizes().get(axis);
      }
      dims[window.rank()] = input.dim(-1) / groups;
      dims[window.rank() + 1] = out;
      return Shape.of(dims);
    }

    Shape output(int channels) {
      int[] dims = input.dims();
      for (int axis = 0; axis < window.rank(); axis++) {
        dims[axis + 1] = window.places(axis, dims[axis + 1]);
      }
      dims[dims.length - 1] = channels;
      return Shape.of(dims);
    }

    List<Integer> lengths() {
      return input.slice(1, input.rank() - 1).toList();
    }
  }

  private WindowCases() {}

  private static List<Moved> moved() {
    return List.of(
        new Moved(Window.valid(List.of(3), List.of(1), List.of(1)), Shape.of(2, 7, 3), 4, 1),
        new Moved(Window.same(List.of(7), List.of(3), List.of(2), List.of(1)), Shape.of(2, 7, 3), 4, 1),
        new Moved(new Window(List.of(3), List.of(1), List.of(2), List.of(4), List.of(0)), Shape.of(1, 6, 2), 3, 1),
        new Moved(Window.valid(List.of(1, 1), List.of(1, 1), List.of(1, 1)), Shape.of(2, 3, 4, 5), 6, 1),
        new Moved(Window.valid(List.of(3, 3), List.of(1, 1), List.of(1, 1)), Shape.of(2, 6, 5, 2), 3, 1),
        new Moved(Window.same(List.of(5, 6), List.of(3, 2), List.of(1, 1), List.of(1, 1)), Shape.of(3, 5, 6, 1), 2, 1),
        new Moved(Window.same(List.of(6, 5), List.of(2, 3), List.of(2, 3), List.of(1, 1)), Shape.of(1, 6, 5, 4), 4, 2),
        new Moved(Window.same(List.of(6, 7), List.of(3, 2), List.of(1, 1), List.of(2, 3)), Shape.of(2, 6, 7, 2), 2, 1),
        new Moved(Window.valid(List.of(2, 2), List.of(2, 2), List.of(1, 1)), Shape.of(2, 5, 4, 3), 3, 3),
        new Moved(Window.valid(List.of(1, 2), List.of(3, 2), List.of(1, 1)), Shape.of(2, 7, 5, 2), 3, 1),
        new Moved(Window.same(List.of(4, 2), List.of(5, 5), List.of(1, 1), List.of(1, 1)), Shape.of(1, 4, 2, 2), 3, 1),
        new Moved(Window.same(List.of(29, 31), List.of(3, 3), List.of(1, 1), List.of(1, 1)), Shape.of(1, 29, 31, 30),
            5, 1),
        new Moved(Window.same(List.of(9), List.of(3), List.of(2), List.of(1)), Shape.of(3, 9, 5), 5, 5),
        new Moved(Window.same(List.of(6, 7), List.of(3, 3), List.of(1, 1), List.of(2, 1)), Shape.of(2, 6, 7, 4), 12, 4),
        new Moved(Window.valid(List.of(2, 1, 2), List.of(1, 2, 1), List.of(1, 1, 1)), Shape.of(2, 3, 3, 3, 2), 2, 2),
        new Moved(Window.valid(List.of(2, 2, 2), List.of(1, 1, 1), List.of(1, 1, 1)), Shape.of(2, 3, 4, 3, 2), 3, 1),
        new Moved(Window.same(List.of(3, 4, 5), List.of(2, 3, 2), List.of(1, 2, 2), List.of(1, 1, 1)),
            Shape.of(1, 3, 4, 5, 2), 2, 2));
  }

  static void addTo(List<OpCase> cases) {
    for (Moved moved : moved()) {
      Window window = moved.window();
      String of = " of " + moved;
      OpCase.Input input = real(-0.5, 0.5, moved.input().dims());
      OpCase.Input kernel = real(-0.5, 0.5, moved.kernel().dims());
      OpCase.Input output = real(-0.5, 0.5, moved.output(moved.out()).dims());
      OpCase.Input pooled = real(moved.output(moved.input().dim(-1)).dims());
      cases.add(OpCase.of("convolution" + of,
          in -> Tensor.of(new Convolution(window, moved.groups()), in.get(0), in.get(1)), input, kernel));
      cases.add(OpCase.of("convolution by input" + of, in -> Tensor.of(new ConvolutionInputGradient(window,
          moved.groups(), moved.lengths()), in.get(0), in.get(1)), output, kernel));
      cases.add(OpCase.of("convolution by kernel" + of,
          in -> Tensor.of(new ConvolutionKernelGradient(window, moved.groups()), in.get(0), in.get(1)), input, output));
      cases.add(OpCase.of("maxPooling" + of, in -> Tensor.of(new MaxPooling(window), in.get(0)), input));
      cases.add(OpCase.of("maxPoolingGradient" + of,
          in -> Tensor.of(new MaxPoolingGradient(window), in.get(0), in.get(1)), input, pooled));
      cases.add(OpCase.of("maxPoolingSelect" + of,
          in -> Tensor.of(new MaxPoolingSelect(window), in.get(0), in.get(1)), input, input));
      cases.add(OpCase.of("averagePooling" + of, in -> Tensor.of(new AveragePooling(window), in.get(0)), input));
      cases.add(OpCase.of("averagePoolingGradient" + of,
          in -> Tensor.of(new AveragePoolingGradient(window, moved.lengths()), in.get(0)), pooled));
    }
  }
}
