package org.neurona.core.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.neurona.Shape;
import org.neurona.core.Computed;
import org.neurona.core.engine.Graph;
import org.neurona.core.engine.Graph.Assignment;
import org.neurona.ops.Convolution;
import org.neurona.ops.Ops;
import org.neurona.ops.ReadVariable;
import org.neurona.ops.Tensor;
import org.neurona.ops.Variable;
import org.neurona.ops.Window;

class WinogradTest {
  private static final List<Integer> ONES = List.of(1, 1);
  private static final Window PLAIN = Window.valid(List.of(3, 3), ONES, ONES);

  private static Tensor weight(int... dims) {
    return Tensor.of(new ReadVariable(new Variable("kernel", Shape.of(dims), true)));
  }

  private static Tensor convolution(Window window, int groups, Tensor kernel, int... input) {
    return Tensor.of(new Convolution(window, groups), Computed.input(input), kernel);
  }

  private static Tensor rewritten(Tensor output) {
    return Winograd.of(new Graph(List.of(), List.of(output), List.of())).outputs().get(0);
  }

  private static void assertTransformed(Tensor convolution) {
    Tensor result = rewritten(convolution);
    assertInstanceOf(WinogradConvolution.class, result.op());
    assertSame(convolution.inputs().get(0), result.inputs().get(0));
    assertEquals(new WinogradKernel(), result.inputs().get(1).op());
    assertEquals(convolution.inputs().subList(1, 2), result.inputs().get(1).inputs());
    assertEquals(convolution.shape(), result.shape());
  }

  private static void assertStays(Tensor convolution) {
    assertSame(convolution, rewritten(convolution));
  }

  @Test
  void windowsOfThreeByThreeOverImagesWithChannelsAre() {
    assertTransformed(convolution(PLAIN, 1, weight(3, 3, 32, 64), 4, 13, 13, 32));
    assertTransformed(convolution(PLAIN, 1, weight(3, 3, 16, 16), 1, 8, 30, 16));
    assertTransformed(convolution(Window.same(List.of(7, 7), List.of(3, 3), ONES, ONES), 1, weight(3, 3, 256, 256), 2, 7,
        7, 256));
  }

  @Test
  void otherWindowsAndGroupsAreNot() {
    assertStays(convolution(Window.valid(List.of(5, 5), ONES, ONES), 1, weight(5, 5, 32, 32), 1, 20, 20, 32));
    assertStays(convolution(Window.valid(List.of(3, 3), List.of(2, 1), ONES), 1, weight(3, 3, 32, 32), 1, 20, 20, 32));
    assertStays(convolution(Window.valid(List.of(3, 3), ONES, List.of(1, 2)), 1, weight(3, 3, 32, 32), 1, 20, 20, 32));
    assertStays(convolution(PLAIN, 2, weight(3, 3, 16, 32), 1, 20, 20, 32));
    assertStays(convolution(Window.valid(List.of(3), List.of(1), List.of(1)), 1, weight(3, 32, 32), 1, 20, 32));
    assertStays(convolution(Window.valid(List.of(3, 3, 3), List.of(1, 1, 1), List.of(1, 1, 1)), 1,
        weight(3, 3, 3, 32, 32), 1, 9, 9, 9, 32));
  }

  @Test
  void whatGainsTooLittleIsNot() {
    assertStays(convolution(PLAIN, 1, weight(3, 3, 1, 32), 1, 28, 28, 1));
    assertStays(convolution(PLAIN, 1, weight(3, 3, 32, 8), 1, 28, 28, 32));
    // Five outputs along an axis are three blocks of two: 225 multiplications for a pair of channels become 144.
    assertStays(convolution(PLAIN, 1, weight(3, 3, 32, 32), 1, 7, 7, 32));
    assertStays(convolution(PLAIN, 1, weight(3, 3, 32, 32), 1, 3, 90, 32));
    assertStays(convolution(PLAIN, 1, weight(3, 3, 512, 512), 1, 16, 16, 512));
  }

  @Test
  void kernelsThatAreNoVariablesAreNot() {
    assertStays(convolution(PLAIN, 1, Computed.input(3, 3, 32, 64), 4, 13, 13, 32));
  }

  @Test
  void whereVariablesChangeNoneIs() {
    Variable kernel = new Variable("kernel", Shape.of(3, 3, 32, 64), true);
    Tensor read = Tensor.of(new ReadVariable(kernel));
    Graph graph = new Graph(List.of(), List.of(convolution(PLAIN, 1, read, 4, 13, 13, 32)),
        List.of(new Assignment(kernel, Ops.multiply(read, 2))));
    assertSame(graph, Winograd.of(graph));
  }

  @Test
  void aKernelThatIsUsedTwiceIsTransformedOnce() {
    Tensor kernel = weight(3, 3, 16, 16);
    Tensor sum = rewritten(Ops.add(convolution(PLAIN, 1, kernel, 1, 12, 12, 16),
        convolution(PLAIN, 1, kernel, 1, 12, 12, 16)));
    assertSame(sum.inputs().get(0).inputs().get(1), sum.inputs().get(1).inputs().get(1));
  }

  @Test
  void biasAndReluAreTakenAlong() {
    Tensor convolved = rewritten(convolution(PLAIN, 1, weight(3, 3, 16, 16), 1, 12, 12, 16));
    Tensor activated = Ops.relu(Ops.add(convolved, weight(16)));
    Tensor result = Epilogues.of(new Graph(List.of(), List.of(activated), List.of()), false).outputs().get(0);
    assertEquals(new Biased(convolved.op(), true), result.op());
  }
}
