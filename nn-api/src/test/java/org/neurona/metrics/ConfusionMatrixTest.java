package org.neurona.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.NDArray;
import org.neurona.Shape;

class ConfusionMatrixTest {
  private static final NDArray CLASSES = NDArray.of(0, 1, 2, 2, 2);
  private static final NDArray SAID = NDArray.of(0, 0, 2, 2, 1);
  private static final long[][] COUNTS = {{1, 0, 0}, {1, 0, 0}, {0, 1, 2}};

  private static NDArray oneHot(NDArray classes, float largest) {
    float[][] rows = new float[classes.size()][3];
    for (int i = 0; i < rows.length; i++) {
      rows[i][(int) classes.get(i)] = largest;
    }
    return NDArray.of(rows);
  }

  private static String message(NDArray yTrue, NDArray yPred) {
    return assertThrows(IllegalArgumentException.class, () -> ConfusionMatrix.of(yTrue, yPred)).getMessage();
  }

  static Stream<Arguments> forms() {
    return Stream.of(Arguments.of(CLASSES, SAID), Arguments.of(CLASSES.reshape(5, 1), SAID),
        Arguments.of(oneHot(CLASSES, 1), SAID), Arguments.of(CLASSES, oneHot(SAID, 0.7f)),
        Arguments.of(oneHot(CLASSES, 0.9f), oneHot(SAID, 0.4f)),
        Arguments.of(NDArray.of(0.0, 1.0, 2.0, 2.0, 2.0), NDArray.of(0f, 0f, 2f, 2f, 1f)));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void rowsAreWhatIsAndColumnsAreWhatIsSaid(NDArray yTrue, NDArray yPred) {
    ConfusionMatrix matrix = ConfusionMatrix.of(yTrue, yPred);

    assertArrayEquals(COUNTS, matrix.counts());
    assertEquals(1, matrix.count(2, 1));
    assertEquals(3, matrix.classes());
    assertEquals(5, matrix.total());
    assertEquals(List.of("0", "1", "2"), matrix.labels());
  }

  @Test
  void oneProbabilityStandsForClassOneAboveAHalf() {
    NDArray probabilities = NDArray.of(0.5f, 0.51f, 0f, 1f).reshape(4, 1);

    assertArrayEquals(new long[][] {{1, 1}, {1, 1}},
        ConfusionMatrix.of(NDArray.of(0, 0, 1, 1), probabilities).counts());
    assertArrayEquals(new long[][] {{4, 0}, {0, 0}},
        ConfusionMatrix.of(NDArray.of(0, 0, 0, 0), NDArray.zeros(4, 1)).counts());
  }

  @Test
  void thereAreAsManyClassesAsColumnsEvenWhereNoRowIsOfThem() {
    assertEquals(3, ConfusionMatrix.of(NDArray.of(0, 0), NDArray.zeros(2, 3)).classes());
    assertEquals(3, ConfusionMatrix.of(oneHot(NDArray.of(0, 1), 1), NDArray.of(0, 1)).classes());
    assertEquals(5, ConfusionMatrix.of(NDArray.of(0, 1), NDArray.of(0, 4)).classes());
  }

  @Test
  void countsAreACopy() {
    ConfusionMatrix matrix = ConfusionMatrix.of(CLASSES, SAID);
    matrix.counts()[0][0] = 7;

    assertArrayEquals(COUNTS, matrix.counts());
  }

  @Test
  void itPrintsAsAnAlignedTable() {
    assertEquals("""
        true \\ predicted  0  1  2
        0                 1  0  0
        1                 1  0  0
        2                 0  1  2""", ConfusionMatrix.of(CLASSES, SAID).toString());
  }

  @Test
  void labelsAndNumbersWidenTheirColumns() {
    NDArray classes = NDArray.zeros(12000);

    assertEquals("""
        true \\ predicted            a  longer than the corner
        a                       12000                       0
        longer than the corner      0                       0""",
        ConfusionMatrix.of(classes, classes.reshape(12000, 1)).labels("a", "longer than the corner").toString());
  }

  @Test
  void thereMustBeALabelForEachClass() {
    assertEquals("ConfusionMatrix of 3 classes got 2 labels: a, b", assertThrows(IllegalArgumentException.class,
        () -> ConfusionMatrix.of(CLASSES, SAID).labels("a", "b")).getMessage());
  }

  @Test
  void rowsMustBeAsMany() {
    assertEquals("Data cardinality is ambiguous: yTrue has 5 samples, yPred has 4",
        message(CLASSES, SAID.slice(0, 4)));
    assertEquals("ConfusionMatrix expects yTrue of shape (n) or (n, classes) with at least one row, got shape (0,)",
        message(NDArray.zeros(0), SAID));
    assertEquals("ConfusionMatrix expects yPred of shape (n) or (n, classes) with at least one row, got shape "
        + "(5, 1, 3)", message(CLASSES, NDArray.zeros(5, 1, 3)));
    assertEquals("ConfusionMatrix expects as many classes in yTrue as in yPred, got shapes (5, 3) and (5, 4)",
        message(oneHot(CLASSES, 1), NDArray.zeros(5, 4)));
  }

  @Test
  void classesMustBeInRange() {
    assertEquals("ConfusionMatrix: class numbers in yTrue must be in [0, 2), got 2 in row 2",
        message(CLASSES, NDArray.zeros(5, 2)));
    assertEquals("ConfusionMatrix: class numbers in yPred must be in [0, 3), got -1 in row 1",
        message(NDArray.of(0, 2), NDArray.of(0, -1)));
    assertEquals("ConfusionMatrix: class numbers in yPred must be in [0, 10000), got 2000000000 in row 0",
        message(NDArray.of(0), NDArray.of(2000000000)));
    assertEquals("ConfusionMatrix holds at most 10000 classes, got 10001",
        message(NDArray.of(0), NDArray.zeros(Shape.of(1, 10001))));
    assertEquals("ConfusionMatrix: yTrue of shape (1,) must hold numbers of classes, got 0.5 in row 0",
        message(NDArray.of(0.5), NDArray.of(0)));
    assertEquals("ConfusionMatrix: yPred of shape (2,) must hold numbers of classes, got 0.5 in row 1. "
        + "Probabilities have shape (2, 1)", message(NDArray.of(0, 1), NDArray.of(0, 0.5)));
    assertEquals("ConfusionMatrix: yPred of shape (2, 1) must hold probabilities, in [0, 1], got 2.0 in row 1. "
        + "Numbers of classes have shape (2)", message(NDArray.of(0, 1), NDArray.of(0, 2).reshape(2, 1)));
  }

  @Test
  void nanIsNoPrediction() {
    assertEquals("ConfusionMatrix: yPred has NaN in row 1",
        message(NDArray.of(0, 1), NDArray.of(new float[][] {{0, 1}, {1, Float.NaN}})));
    assertEquals("ConfusionMatrix: yPred has NaN in row 0",
        message(NDArray.of(0), NDArray.of(Float.NaN).reshape(1, 1)));
    assertEquals("ConfusionMatrix: yTrue has NaN in row 1",
        message(NDArray.of(0, Float.NaN), NDArray.of(0, 1)));
  }
}
