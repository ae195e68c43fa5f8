package org.neurona.core.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.neurona.core.catalogue.Measured.assertEverywhere;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.core.Computed;
import org.neurona.metrics.BinaryIoU;
import org.neurona.metrics.IoU;
import org.neurona.metrics.MeanIoU;
import org.neurona.metrics.Metric;
import org.neurona.metrics.OneHotIoU;
import org.neurona.metrics.OneHotMeanIoU;

/** Intersections over unions, against sets of pixels counted one by one and the examples of Keras' documentation. */
class IoUMetricsTest {
  private static final int CLASSES = 4;
  private static final NDArray WEIGHTS = Computed.random(new Random(5), Shape.of(8), 0, 2);
  /** Eight images of 2 by 3 pixels. */
  private static final NDArray ACTUAL = labels(new Random(6), Shape.of(8, 2, 3));
  private static final NDArray SCORES = Computed.random(new Random(7), Shape.of(8, 2, 3, CLASSES), 0, 1);
  private static final NDArray SAID = SCORES.argMax();

  private static NDArray labels(Random random, Shape shape) {
    int[] labels = new int[shape.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = random.nextInt(CLASSES - 1); // the last class is said, but never there
    }
    return NDArray.of(shape, labels);
  }

  /** The weight of the pixels in both sets over that of those in either, the mean over classes that have any. */
  private static double expected(NDArray weights, int ignored, int... classes) {
    double sum = 0;
    int occurring = 0;
    int[] actual = ACTUAL.toIntArray();
    int[] said = SAID.toIntArray();
    for (int label : classes) {
      double both = 0;
      double either = 0;
      for (int i = 0; i < actual.length; i++) {
        double weight = actual[i] == ignored ? 0 : weights == null ? 1 : weights.get(i / 6);
        both += actual[i] == label && said[i] == label ? weight : 0;
        either += actual[i] == label || said[i] == label ? weight : 0;
      }
      sum += either > 0 ? both / either : 0;
      occurring += either > 0 ? 1 : 0;
    }
    return sum / occurring;
  }

  private static NDArray oneHot(NDArray labels) {
    float[] values = new float[labels.size() * CLASSES];
    int[] numbers = labels.toIntArray();
    IntStream.range(0, numbers.length).forEach(i -> values[i * CLASSES + numbers[i]] = 1);
    return NDArray.of(labels.shape().append(CLASSES), values);
  }

  /** The same images with the classes on axis 1. */
  private static NDArray classesFirst(NDArray scores) {
    double[] values = new double[scores.size()];
    for (int i = 0; i < values.length; i++) {
      int image = i / (CLASSES * 6);
      int label = i / 6 % CLASSES;
      int pixel = i % 6;
      values[i] = scores.getDouble(image, pixel / 3, pixel % 3, label);
    }
    return NDArray.of(Shape.of(8, CLASSES, 2, 3), values);
  }

  @Test
  void pixelsAreCountedClassByClass() {
    for (NDArray weights : new NDArray[] {null, WEIGHTS}) {
      assertEverywhere(expected(weights, -1, 0, 1, 2, 3), new MeanIoU(CLASSES), ACTUAL, SAID, weights);
      assertEverywhere(expected(weights, -1, 1), new IoU(CLASSES, 1), ACTUAL, SAID, weights);
      assertEverywhere(expected(weights, -1, 0, 2), new IoU(CLASSES, 0, 2).sparseYPred(false), ACTUAL, SCORES,
          weights);
      assertEverywhere(expected(weights, -1, 0, 1, 2, 3), new MeanIoU(CLASSES).sparseYTrue(false).sparseYPred(false),
          oneHot(ACTUAL), SCORES, weights);
      assertEverywhere(expected(weights, -1, 0, 1, 2, 3), new OneHotMeanIoU(CLASSES), oneHot(ACTUAL), SCORES, weights);
      assertEverywhere(expected(weights, -1, 2, 3), new OneHotIoU(CLASSES, 2, 3), oneHot(ACTUAL), SCORES, weights);
      assertEverywhere(expected(weights, -1, 2, 3), new OneHotIoU(CLASSES, 2, 3).sparseYPred(true), oneHot(ACTUAL),
          SAID, weights);
    }
  }

  @Test
  void classesMayLieAlongAnotherAxis() {
    assertEverywhere(expected(WEIGHTS, -1, 0, 1, 2, 3), new OneHotMeanIoU(CLASSES).axis(1),
        classesFirst(oneHot(ACTUAL)), classesFirst(SCORES), WEIGHTS);
  }

  @Test
  void placesOfOneClassMayBeLeftOut() {
    assertEverywhere(expected(WEIGHTS, 1, 0, 1, 2, 3), new MeanIoU(CLASSES).ignoreClass(1), ACTUAL, SAID, WEIGHTS);
    int[] marked = ACTUAL.toIntArray();
    for (int i = 0; i < marked.length; i++) {
      marked[i] = marked[i] == 1 ? 255 : marked[i];
    }
    assertEverywhere(expected(null, 1, 0, 1, 2, 3), new MeanIoU(CLASSES).ignoreClass(255),
        NDArray.of(ACTUAL.shape(), marked), SAID, null);
  }

  /** The examples of Keras' documentation. */
  @Test
  void smallExamplesGiveTheNumbersThatKerasDocuments() {
    NDArray actual = NDArray.of(0f, 0f, 1f, 1f);
    NDArray said = NDArray.of(new float[][] {{0}, {1}, {0}, {1}});
    NDArray weights = NDArray.of(0.3, 0.3, 0.3, 0.1);
    assertEverywhere(1.0 / 3, new IoU(2, 0), actual, said, null);
    assertEverywhere(0.3 / 0.9, new IoU(2, 0), actual, said, weights);
    assertEverywhere((0.3 / 0.9 + 0.1 / 0.7) / 2, new MeanIoU(2), actual, said, weights);
    NDArray alternating = NDArray.of(0f, 1f, 0f, 1f);
    NDArray scores = NDArray.of(new float[][] {{0.1f}, {0.2f}, {0.4f}, {0.7f}});
    NDArray other = NDArray.of(0.2, 0.3, 0.4, 0.1);
    assertEverywhere(1.0 / 3, new BinaryIoU().threshold(0.3), alternating, scores, null);
    assertEverywhere((0.2 / 0.9 + 0.1 / 0.8) / 2, new BinaryIoU().threshold(0.3), alternating, scores, other);
    assertEverywhere(0.1 / 0.8, new BinaryIoU().threshold(0.3).targetClassIds(1), alternating, scores, other);
    NDArray oneHot = NDArray.of(new float[][] {{0, 0, 1}, {1, 0, 0}, {0, 1, 0}, {1, 0, 0}});
    NDArray dense = NDArray.of(new float[][] {{0.2f, 0.3f, 0.5f}, {0.1f, 0.2f, 0.7f}, {0.5f, 0.3f, 0.1f},
        {0.1f, 0.4f, 0.5f}});
    NDArray third = NDArray.of(0.1, 0.2, 0.3, 0.4);
    assertEverywhere(0.1 / 0.7 / 2, new OneHotIoU(3, 0, 2), oneHot, dense, third);
    assertEverywhere(0.1 / 0.7 / 3, new OneHotMeanIoU(3), oneHot, dense, third);
  }

  /** An output of exactly the threshold says 1, as in Keras; that of 0.25 is exact in float32. */
  @Test
  void theThresholdItselfIsOne() {
    assertEverywhere(1, new BinaryIoU().threshold(0.25).targetClassIds(1), NDArray.of(1f, 0f),
        NDArray.of(new float[][] {{0.25f}, {0.2f}}), null);
  }

  private static String message(Metric metric, NDArray actual, NDArray said) {
    return assertThrows(IllegalArgumentException.class,
        () -> assertEverywhere(0, metric, actual, said, null)).getMessage();
  }

  @Test
  void labelsOfNoClassAreRefusedRatherThanCountedElsewhere() {
    String expected = "MeanIoU: 1 labels of targets or outputs are outside the valid range of [0, 2)";
    assertEquals(expected, message(new MeanIoU(2), NDArray.of(0, 2), NDArray.of(0, 1).reshape(2, 1)));
    assertEquals(expected, message(new MeanIoU(2), NDArray.of(0, 1), NDArray.of(0, 2).reshape(2, 1)));
    assertEquals(expected, message(new MeanIoU(2), NDArray.of(0, -1), NDArray.of(0, 1).reshape(2, 1)));
    assertEquals(expected, message(new MeanIoU(2), NDArray.of(0f, Float.NaN), NDArray.of(0, 1).reshape(2, 1)));
  }

  @Test
  void settingsThatDoNotFitAreNamed() {
    assertEquals("IoU: Target class id 2 is out of range, which is [0, 2)",
        assertThrows(IllegalArgumentException.class, () -> new IoU(2, 0, 2)).getMessage());
    assertEquals("MeanIoU expects as many labels in the targets as in the output. Received: target.shape=(8, 2, 3), "
        + "output.shape=(8, 2, 3, 4)", message(new MeanIoU(CLASSES), ACTUAL, SCORES));
    assertEquals("OneHotMeanIoU: axis=4 is no axis of the rows of an output of shape (8, 2, 3, 4)",
        message(new OneHotMeanIoU(CLASSES).axis(4), oneHot(ACTUAL), SCORES));
  }
}
