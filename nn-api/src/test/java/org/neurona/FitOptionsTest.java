package org.neurona;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurona.callbacks.Callback;
import org.neurona.callbacks.LambdaCallback;
import org.neurona.data.ArrayDataset;
import org.neurona.data.Batch;
import org.neurona.data.Dataset;

class FitOptionsTest {
  private static final FitOptions DEFAULTS = new FitOptions();

  /** Data that comes as it likes. */
  private static final class Stream implements Dataset {
    @Override
    public Iterator<Batch> batches(int batchSize, RandomGenerator shuffle) {
      return Collections.emptyIterator();
    }

    @Override
    public OptionalInt rows() {
      return OptionalInt.empty();
    }
  }

  private static String message(Executable call) {
    return assertThrows(IllegalArgumentException.class, call).getMessage();
  }

  private static ArrayDataset rows(int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = i;
    }
    return Dataset.of(NDArray.of(numbers), NDArray.of(numbers));
  }

  @Test
  void defaultsAreThoseOfKeras() {
    assertEquals(List.of(1, 0, 32, 1),
        List.of(DEFAULTS.epochs(), DEFAULTS.initialEpoch(), DEFAULTS.batchSize(), DEFAULTS.verbose()));
    assertTrue(DEFAULTS.shuffle());
    assertEquals(0.0, DEFAULTS.validationSplit());
    assertNull(DEFAULTS.validationData());
    assertEquals(List.of(), DEFAULTS.callbacks());
  }

  @Test
  void eachMethodReturnsACopyWithOneValueReplaced() {
    Callback callback = new LambdaCallback();
    Dataset data = rows(3);
    FitOptions options = DEFAULTS.epochs(9).initialEpoch(2).batchSize(7).shuffle(false).validationSplit(0.25)
        .validationData(data).callbacks(callback).verbose(2);

    assertEquals(List.of(9, 2, 7, 2),
        List.of(options.epochs(), options.initialEpoch(), options.batchSize(), options.verbose()));
    assertEquals(false, options.shuffle());
    assertEquals(0.25, options.validationSplit());
    assertSame(data, options.validationData());
    assertEquals(List.of(callback), options.callbacks());
    assertEquals(1, DEFAULTS.epochs());
  }

  @Test
  void stepsAreOpenUnlessGiven() {
    assertEquals(List.of(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty()),
        List.of(DEFAULTS.stepsPerEpoch(), DEFAULTS.validationSteps(), new EvaluateOptions().steps()));
    FitOptions options = DEFAULTS.stepsPerEpoch(5).validationSteps(6).epochs(2);
    assertEquals(OptionalInt.of(5), options.stepsPerEpoch());
    assertEquals(OptionalInt.of(6), options.validationSteps());
    EvaluateOptions evaluation = new EvaluateOptions().steps(7).batchSize(3).verbose(0);
    assertEquals(OptionalInt.of(7), evaluation.steps());
    assertEquals(3, evaluation.batchSize());
  }

  @Nested
  class Refuses {
    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void whatIsNotPositive(int value) {
      assertEquals("Received an invalid value for epochs, expected a positive integer. Received: epochs=" + value,
          message(() -> DEFAULTS.epochs(value)));
      assertEquals("Received an invalid value for batchSize, expected a positive integer. Received: batchSize=" + value,
          message(() -> DEFAULTS.batchSize(value)));
      assertEquals("Received an invalid value for batchSize, expected a positive integer. Received: batchSize=" + value,
          message(() -> new EvaluateOptions().batchSize(value)));
      assertEquals("Received an invalid value for stepsPerEpoch, expected a positive integer. Received: stepsPerEpoch="
          + value, message(() -> DEFAULTS.stepsPerEpoch(value)));
      assertEquals("Received an invalid value for validationSteps, expected a positive integer. Received: "
          + "validationSteps=" + value, message(() -> DEFAULTS.validationSteps(value)));
      assertEquals("Received an invalid value for steps, expected a positive integer. Received: steps=" + value,
          message(() -> new EvaluateOptions().steps(value)));
    }

    @Test
    void aNegativeInitialEpoch() {
      assertEquals("fit: initialEpoch must be >= 0. Received: initialEpoch=-1", message(() -> DEFAULTS.initialEpoch(-1)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1, 1.5, Double.NaN})
    void aSplitThatIsNoPart(double split) {
      assertEquals("fit: validationSplit must be in [0, 1). Received: validationSplit=" + split,
          message(() -> DEFAULTS.validationSplit(split)));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 3})
    void anotherWayOfPrinting(int verbose) {
      assertEquals("fit: verbose must be 0, 1 or 2. Received: verbose=" + verbose,
          message(() -> DEFAULTS.verbose(verbose)));
      assertEquals("evaluate: verbose must be 0, 1 or 2. Received: verbose=" + verbose,
          message(() -> new EvaluateOptions().verbose(verbose)));
    }
  }

  @Nested
  class Split {
    @ParameterizedTest
    @CsvSource({"10, 0.25, 7", "10, 0.1, 9", "3, 0.5, 1", "60000, 0.1, 54000"})
    void takesTheLastRowsForValidation(int rows, double split, int expected) {
      Dataset[] parts = DEFAULTS.validationSplit(split).split(rows(rows));

      assertEquals(OptionalInt.of(expected), parts[0].rows());
      assertEquals(OptionalInt.of(rows - expected), parts[1].rows());
      assertEquals(NDArray.of((float) (expected - 1)), ((ArrayDataset) parts[0]).x().slice(expected - 1, expected));
      assertEquals(NDArray.of((float) expected), ((ArrayDataset) parts[1]).y().slice(0, 1));
    }

    @Test
    void isNotMadeUnlessAskedFor() {
      Dataset data = rows(4);

      assertSame(data, DEFAULTS.split(data)[0]);
      assertNull(DEFAULTS.split(data)[1]);
    }

    @Test
    void givesWayToValidationData() {
      Dataset data = rows(4);
      Dataset validation = rows(2);
      Dataset[] parts = DEFAULTS.validationSplit(0.5).validationData(validation).split(data);

      assertSame(data, parts[0]);
      assertSame(validation, parts[1]);
    }

    @Test
    void mustLeaveSomethingOnBothSides() {
      assertEquals("Training data contains 1 samples, which is not sufficient to split it into a validation and "
          + "training set as specified by validationSplit=0.1. Either provide more data, or a different value for the "
          + "validationSplit argument.", message(() -> DEFAULTS.validationSplit(0.1).split(rows(1))));
    }

    @Test
    void isOnlyForArrays() {
      assertEquals("`validationSplit` is only supported for arrays in memory. Received: Stream; give validationData "
          + "instead", message(() -> DEFAULTS.validationSplit(0.5).split(new Stream())));
    }
  }
}
