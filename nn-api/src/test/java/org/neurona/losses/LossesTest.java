package org.neurona.losses;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurona.Shape;
import org.neurona.ops.Node;
import org.neurona.ops.Op;
import org.neurona.ops.Ops;
import org.neurona.ops.Placeholder;
import org.neurona.ops.Softmax;
import org.neurona.ops.SoftmaxCrossEntropy;
import org.neurona.ops.SparseSoftmaxCrossEntropy;
import org.neurona.ops.Tensor;
import org.neurona.ops.Unary;
import org.neurona.ops.UnaryFunction;

/** How losses look at what they are given; their numbers are tested where an engine is. */
class LossesTest {
  private static final Tensor ROWS = of(5, 6);
  private static final Tensor LABELS = of(5);
  private static final Op SIGMOID = new Unary(UnaryFunction.SIGMOID);
  private static final Op LOG = new Unary(UnaryFunction.LOG);

  private static Tensor of(int... dims) {
    return Tensor.of(new Placeholder("x", Shape.of(dims)));
  }

  private static List<Op> ops(Tensor tensor) {
    return Node.sorted(List.of(tensor)).stream().map(Node::op).toList();
  }

  private static List<String> warnings(Runnable run) {
    List<String> messages = new ArrayList<>();
    Handler handler = new Handler() {
      @Override
      public void publish(LogRecord message) {
        messages.add(message.getLevel() + ": " + message.getMessage());
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
    Logger logger = Logger.getLogger("org.neurona.losses");
    logger.addHandler(handler);
    logger.setUseParentHandlers(false);
    try {
      run.run();
    } finally {
      logger.removeHandler(handler);
      logger.setUseParentHandlers(true);
    }
    return messages;
  }

  static Stream<Arguments> fused() {
    Tensor softmax = Ops.softmax(ROWS);
    Tensor sigmoid = Ops.sigmoid(ROWS);
    return Stream.of(
        Arguments.of(new CategoricalCrossentropy(), ROWS, softmax, new SoftmaxCrossEntropy()),
        Arguments.of(new CategoricalCrossentropy(), of(5, 1, 6), Ops.reshape(softmax, 5, 1, 6),
            new SoftmaxCrossEntropy()),
        Arguments.of(new CategoricalCrossentropy().fromLogits(true), ROWS, ROWS, new SoftmaxCrossEntropy()),
        Arguments.of(new SparseCategoricalCrossentropy(), LABELS, softmax, new SparseSoftmaxCrossEntropy()),
        Arguments.of(new SparseCategoricalCrossentropy(), of(5, 1), softmax, new SparseSoftmaxCrossEntropy()),
        Arguments.of(new SparseCategoricalCrossentropy().fromLogits(true), LABELS, ROWS,
            new SparseSoftmaxCrossEntropy()),
        Arguments.of(new BinaryCrossentropy(), ROWS, sigmoid, new Unary(UnaryFunction.SOFTPLUS)),
        // Unlike softmax, sigmoid has no axis that a reshape could cut up.
        Arguments.of(new BinaryCrossentropy(), of(5, 2, 3), Ops.reshape(sigmoid, 5, 2, 3),
            new Unary(UnaryFunction.SOFTPLUS)),
        Arguments.of(new BinaryCrossentropy().fromLogits(true), ROWS, ROWS, new Unary(UnaryFunction.SOFTPLUS)));
  }

  @ParameterizedTest
  @MethodSource("fused")
  void crossentropyIsComputedFromTheLogitsWhereThereAreSome(Loss loss, Tensor yTrue, Tensor yPred, Op expected) {
    List<Op> ops = ops(loss.batchLoss(yTrue, yPred, null));

    assertEquals(List.of(true, false, false, false), List.of(ops.contains(expected), ops.contains(new Softmax()),
        ops.contains(SIGMOID), ops.contains(LOG)), ops.toString());
  }

  static Stream<Arguments> notFused() {
    return Stream.of(
        Arguments.of(new CategoricalCrossentropy(), ROWS, ROWS),
        Arguments.of(new CategoricalCrossentropy(), ROWS, Ops.sigmoid(ROWS)),
        // Softmax went along six numbers, the loss goes along three.
        Arguments.of(new CategoricalCrossentropy(), of(5, 2, 3), Ops.reshape(Ops.softmax(ROWS), 5, 2, 3)),
        Arguments.of(new SparseCategoricalCrossentropy(), LABELS, ROWS),
        Arguments.of(new BinaryCrossentropy(), ROWS, ROWS),
        Arguments.of(new BinaryCrossentropy(), ROWS, Ops.softmax(ROWS)));
  }

  @ParameterizedTest
  @MethodSource("notFused")
  void otherOutputsAreProbabilities(Loss loss, Tensor yTrue, Tensor yPred) {
    assertEquals(true, ops(loss.batchLoss(yTrue, yPred, null)).contains(LOG));
  }

  @Test
  void theLossOfABatchIsAScalar() {
    for (Loss loss : Losses.catalogue().entries()) {
      Tensor yTrue = loss instanceof SparseCategoricalCrossentropy || loss instanceof Circle ? LABELS : ROWS;
      for (String reduction : new String[] {"sum_over_batch_size", "mean", "sum", "mean_with_sample_weight", "none"}) {
        assertEquals(Shape.of(), loss.reduction(reduction).batchLoss(yTrue, ROWS, null).shape(), loss.name());
        assertEquals(Shape.of(), loss.reduction(reduction).batchLoss(yTrue, ROWS, of(5)).shape(), loss.name());
      }
    }
  }

  @Test
  void logitsThatComeFromAnActivationAreAskedAboutOnceAndLookedBehind() {
    Loss softmax = new CategoricalCrossentropy().fromLogits(true);
    Loss sigmoid = new BinaryCrossentropy().fromLogits(true);

    List<String> messages = warnings(() -> {
      for (int rows = 1; rows < 4; rows++) {
        List<Op> ops = ops(softmax.batchLoss(of(rows, 3), Ops.softmax(of(rows, 3)), null));
        assertEquals(false, ops.contains(new Softmax()));
        assertEquals(false, ops(sigmoid.batchLoss(of(rows, 3), Ops.sigmoid(of(rows, 3)), null)).contains(SIGMOID));
      }
    });

    assertEquals(List.of("WARNING: `categorical_crossentropy` received `fromLogits=true`, but the `output` argument "
        + "was produced by a Softmax activation and thus does not represent logits. Was this intended?",
        "WARNING: `binary_crossentropy` received `fromLogits=true`, but the `output` argument was produced by a "
        + "Sigmoid activation and thus does not represent logits. Was this intended?"), messages);
  }

  @Test
  void aCategoryOfOneIsAskedAboutOnce() {
    Loss loss = new CategoricalCrossentropy();

    assertEquals(List.of("WARNING: In loss categorical_crossentropy, expected output.shape to be (batch_size, "
        + "num_classes) with num_classes > 1. Received: output.shape=(None, 1). Consider using 'binary_crossentropy' "
        + "if you only have 2 classes."), warnings(() -> {
          loss.batchLoss(of(4, 1), of(4, 1), null);
          loss.batchLoss(of(2, 1), of(2, 1), null);
        }));
  }

  static Stream<Arguments> badLabels() {
    return Stream.of(
        Arguments.of(12f, "Received a label value of 12 which is outside the valid range of [0, 10)."),
        Arguments.of(10f, "Received a label value of 10 which is outside the valid range of [0, 10)."),
        Arguments.of(-1f, "Received a label value of -1 which is outside the valid range of [0, 10)."),
        Arguments.of(Float.POSITIVE_INFINITY,
            "Received a label value of Infinity which is outside the valid range of [0, 10)."),
        Arguments.of(1.5f, "Received a label value of 1.5 where sparse_categorical_crossentropy expects a whole "
            + "number, the number of a class."),
        Arguments.of(-0.5f, "Received a label value of -0.5 where sparse_categorical_crossentropy expects a whole "
            + "number, the number of a class."),
        Arguments.of(Float.NaN, "Received a label value of NaN where sparse_categorical_crossentropy expects a whole "
            + "number, the number of a class."));
  }

  @ParameterizedTest
  @MethodSource("badLabels")
  void aLabelThatNamesNoClassIsSaid(float label, String message) {
    Loss loss = new SparseCategoricalCrossentropy();

    assertEquals(message, assertThrows(IllegalArgumentException.class,
        () -> loss.checkTargets(new float[] {0, 9, label}, 0, 3, Shape.of(3, 10))).getMessage());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void labelsOutsideTheStretchAreNotLookedAt(int offset) {
    float[] labels = {-1, -1, -1, -1, -1};
    labels[offset] = 0;
    labels[offset + 1] = 9;

    new SparseCategoricalCrossentropy().checkTargets(labels, offset, 2, Shape.of(2, 10));
  }

  @Test
  void settingsCanBeReadAndKeepTheirClassWhenChanged() {
    BinaryCrossentropy binary = new BinaryCrossentropy().reduction("sum").fromLogits(true).labelSmoothing(0.1);
    CategoricalCrossentropy categorical = new CategoricalCrossentropy().reduction("mean").labelSmoothing(0.2);

    assertEquals("BinaryCrossentropy(reduction=sum, fromLogits=true, labelSmoothing=0.1)", binary.toString());
    assertEquals(List.of("sum", true, 0.1), List.of(binary.reduction(), binary.fromLogits(), binary.labelSmoothing()));
    assertEquals(List.of("mean", false, 0.2),
        List.of(categorical.reduction(), categorical.fromLogits(), categorical.labelSmoothing()));
    assertEquals(true, new SparseCategoricalCrossentropy().reduction("sum").fromLogits(true).fromLogits());
  }
}
