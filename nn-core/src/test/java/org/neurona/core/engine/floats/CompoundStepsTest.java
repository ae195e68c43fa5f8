package org.neurona.core.engine.floats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.neurona.core.engine.CompoundFunction;
import org.neurona.core.engine.floats.ElementwiseInstruction.Step;
import org.neurona.ops.BinaryFunction;
import org.neurona.ops.UnaryFunction;

/** Which steps become one. Registers are operands from 0 on, and results from 10 on. */
class CompoundStepsTest {
  private static final int WEIGHT = 0;
  private static final int MEAN = 1;
  private static final int SQUARES = 2;
  private static final int GRADIENT = 3;
  private static final int BETA1 = 4;
  private static final int BETA2 = 5;
  private static final int RATE = 6;
  private static final int EPSILON = 7;
  private static final Set<Integer> NUMBERS = Set.of(BETA1, BETA2, RATE, EPSILON);

  private static Step step(Enum<?> function, int result, int... operands) {
    return Step.of(function, operands, result);
  }

  private static void assertStep(CompoundFunction function, int result, int[] operands, Step step) {
    assertEquals(function, step.function());
    assertEquals(result, step.result());
    for (int i = 0; i < operands.length; i++) {
      assertEquals(operands[i], step.operands()[i], "operand " + i + " of " + function);
    }
  }

  @Test
  void theTwelveStepsOfAdamAreThree() {
    List<Step> joined = CompoundSteps.join(List.of(
        step(BinaryFunction.SUBTRACT, 10, GRADIENT, MEAN),
        step(BinaryFunction.MULTIPLY, 11, 10, BETA1),
        step(BinaryFunction.ADD, 12, MEAN, 11),
        step(UnaryFunction.SQUARE, 13, GRADIENT),
        step(BinaryFunction.SUBTRACT, 14, 13, SQUARES),
        step(BinaryFunction.MULTIPLY, 15, 14, BETA2),
        step(BinaryFunction.ADD, 16, SQUARES, 15),
        step(BinaryFunction.MULTIPLY, 17, 12, RATE),
        step(UnaryFunction.SQRT, 18, 16),
        step(BinaryFunction.ADD, 19, 18, EPSILON),
        step(BinaryFunction.DIVIDE, 20, 17, 19),
        step(BinaryFunction.SUBTRACT, 21, WEIGHT, 20)), Set.of(12, 16, 21), NUMBERS);
    assertEquals(3, joined.size());
    assertStep(CompoundFunction.TOWARDS, 12, new int[] {MEAN, GRADIENT, MEAN, BETA1}, joined.get(0));
    assertStep(CompoundFunction.TOWARDS_SQUARE, 16, new int[] {SQUARES, GRADIENT, SQUARES, BETA2}, joined.get(1));
    assertStep(CompoundFunction.ROOT_STEP, 21, new int[] {WEIGHT, 12, 16, RATE, EPSILON}, joined.get(2));
  }

  @Test
  void factorsAndTermsMayStandInAnyOrder() {
    List<Step> joined = CompoundSteps.join(List.of(
        step(BinaryFunction.GREATER, 10, MEAN, RATE),
        step(BinaryFunction.MULTIPLY, 11, 10, GRADIENT)), Set.of(11), NUMBERS);
    assertEquals(1, joined.size());
    assertStep(CompoundFunction.WHERE_GREATER, 11, new int[] {GRADIENT, MEAN, GRADIENT, RATE}, joined.get(0));
  }

  @Test
  void theOrderOfADifferenceMatters() {
    List<Step> steps = List.of(
        step(BinaryFunction.MULTIPLY, 10, GRADIENT, RATE),
        step(BinaryFunction.SUBTRACT, 11, 10, WEIGHT));
    assertEquals(steps, CompoundSteps.join(steps, Set.of(11), NUMBERS));
  }

  @Test
  void whatIsKeptOrTakenTwiceStaysAStep() {
    List<Step> steps = List.of(
        step(BinaryFunction.MULTIPLY, 10, GRADIENT, RATE),
        step(BinaryFunction.SUBTRACT, 11, WEIGHT, 10));
    assertEquals(1, CompoundSteps.join(steps, Set.of(11), NUMBERS).size());
    assertEquals(steps, CompoundSteps.join(steps, Set.of(10, 11), NUMBERS));
    List<Step> twice = List.of(steps.get(0), steps.get(1), step(UnaryFunction.ABS, 12, 10));
    assertEquals(twice, CompoundSteps.join(twice, Set.of(11, 12), NUMBERS));
  }

  @Test
  void aStretchIsNotTakenForANumber() {
    List<Step> steps = List.of(
        step(BinaryFunction.MULTIPLY, 10, GRADIENT, MEAN),
        step(BinaryFunction.SUBTRACT, 11, WEIGHT, 10));
    assertEquals(steps, CompoundSteps.join(steps, Set.of(11), NUMBERS));
  }

  @Test
  void aRunningMeanMovesFromWhatItIsAddedTo() {
    List<Step> joined = CompoundSteps.join(List.of(
        step(BinaryFunction.SUBTRACT, 10, GRADIENT, SQUARES),
        step(BinaryFunction.MULTIPLY, 11, 10, BETA1),
        step(BinaryFunction.ADD, 12, MEAN, 11)), Set.of(12), NUMBERS);
    assertArrayEquals(new Object[] {BinaryFunction.SUBTRACT, BinaryFunction.MULTIPLY, BinaryFunction.ADD},
        joined.stream().map(Step::function).toArray());
  }
}
