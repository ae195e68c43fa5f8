package org.neurona.schedules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.neurona.config.CustomObjects;
import org.neurona.optimizers.Optimizer;
import org.neurona.optimizers.Optimizers;
import org.neurona.optimizers.SGD;

/** Schedules at steps whose rates are plain to see. */
class LearningRateSchedulesTest {
  private static void assertRates(LearningRateSchedule schedule, double... stepsAndRates) {
    for (int i = 0; i < stepsAndRates.length; i += 2) {
      assertEquals(stepsAndRates[i + 1], schedule.at((long) stepsAndRates[i]), 1e-12,
          schedule + " at step " + (long) stepsAndRates[i]);
    }
  }

  @Test
  void exponentialDecayLeavesAPartOfTheRateAfterEachPeriod() {
    ExponentialDecay schedule = new ExponentialDecay(0.8, 10, 0.25);
    assertRates(schedule, 0, 0.8, 5, 0.4, 10, 0.2, 20, 0.05);
    assertRates(schedule.staircase(true), 9, 0.8, 10, 0.2, 19, 0.2);
  }

  @Test
  void inverseTimeDecayDividesByMoreAndMore() {
    InverseTimeDecay schedule = new InverseTimeDecay(0.6, 10, 0.5);
    assertRates(schedule, 0, 0.6, 10, 0.4, 20, 0.3, 40, 0.2);
    assertRates(schedule.staircase(true), 19, 0.4, 20, 0.3);
  }

  @Test
  void polynomialDecayEndsWhereItIsTold() {
    assertRates(new PolynomialDecay(0.1001, 10), 0, 0.1001, 5, 0.0501, 10, 0.0001, 11, 0.0001);
    assertRates(new PolynomialDecay(1, 10).endLearningRate(0.2).power(2), 5, 0.4, 10, 0.2);
    // In a cycle the line to the end grows by its own length: at step 15 three quarters of 20 steps are done.
    assertRates(new PolynomialDecay(1, 10).endLearningRate(0).cycle(true), 0, 1, 10, 0, 15, 0.25, 20, 0, 21, 0.3);
  }

  @Test
  void piecewiseConstantDecayHasItsBoundaryInTheEarlierPiece() {
    assertRates(new PiecewiseConstantDecay(new double[] {2, 5}, 1, 0.5, 0.1), 0, 1, 2, 1, 3, 0.5, 5, 0.5, 6, 0.1);
    assertEquals("The length of boundaries should be 1 less than the length of values. Received: boundaries=[2.0] of "
        + "length 1, and values=[1.0] of length 1.", assertThrows(IllegalArgumentException.class,
            () -> new PiecewiseConstantDecay(new double[] {2}, 1)).getMessage());
    assertThrows(IllegalArgumentException.class, () -> new PiecewiseConstantDecay(new double[] {2, 2}, 1, 2, 3));
  }

  @Test
  void cosineDecayIsHalfAWave() {
    assertRates(new CosineDecay(0.4, 12), 0, 0.4, 4, 0.3, 6, 0.2, 8, 0.1, 12, 0, 99, 0);
    assertRates(new CosineDecay(0.4, 12).alpha(0.5), 0, 0.4, 6, 0.3, 12, 0.2);
  }

  @Test
  void cosineDecayRisesFirstWithWarmup() {
    assertRates(new CosineDecay(0.1, 12).warmup(0.5, 4), 0, 0.1, 2, 0.3, 4, 0.5, 10, 0.25, 16, 0);
  }

  @Test
  void cosineDecayRestartsWithLongerAndOtherWaves() {
    CosineDecayRestarts schedule = new CosineDecayRestarts(0.4, 6);
    assertRates(schedule, 0, 0.4, 3, 0.2, 6, 0.4, 12, 0.2, 18, 0.4, 30, 0.2, 42, 0.4);
    assertRates(schedule.tMul(1).mMul(0.5), 0, 0.4, 6, 0.2, 9, 0.1, 12, 0.1);
    assertRates(schedule.tMul(3).alpha(0.25), 3, 0.25, 6, 0.4, 24, 0.4, 78, 0.4, 240, 0.4, 726, 0.4);
  }

  @Test
  void aFileHoldsARateAsANumberAndAScheduleWithItsSettings() {
    Optimizer optimizer = new SGD().learningRate(new CosineDecay(0.1, 12).warmup(0.5, 4));
    Optimizer read = Optimizers.catalogue().read(optimizer.toPlain(), CustomObjects.none());
    assertEquals(optimizer.toPlain(), read.toPlain());
    assertEquals(0.3, read.learningRateSchedule().at(2), 1e-12);
    assertEquals(0.25, ((Map<?, ?>) ((Map<?, ?>) new SGD(0.25).toPlain()).get("config")).get("learning_rate"));
  }

  @Test
  void aFunctionCanNotBeWrittenAndSaysSo() {
    Optimizer optimizer = new SGD().learningRate(LearningRateSchedule.of(step -> 0.1));
    assertEquals("A learning rate schedule that is given as a function can't be written to a file. Make it a class of "
        + "its own that extends LearningRateSchedule",
        assertThrows(IllegalStateException.class, optimizer::toPlain).getMessage());
  }
}
