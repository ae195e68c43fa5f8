package org.neurona.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.neurona.NDArray;
import org.neurona.metrics.ClassificationReport.Scores;

class ClassificationReportTest {
  private static final NDArray CLASSES = NDArray.of(0, 1, 2, 2, 2);
  private static final NDArray SAID = NDArray.of(0, 0, 2, 2, 1);

  private static void assertScores(double precision, double recall, double f1Score, long support, Scores scores) {
    assertEquals(precision, scores.precision(), 1e-12, scores.label());
    assertEquals(recall, scores.recall(), 1e-12, scores.label());
    assertEquals(f1Score, scores.f1Score(), 1e-12, scores.label());
    assertEquals(support, scores.support(), scores.label());
  }

  /** Class 0 is said twice and right once; class 1 is missed and said once; class 2 is found twice of three times. */
  @Test
  void everyClassHasItsPrecisionRecallAndF1Score() {
    ClassificationReport report = ConfusionMatrix.of(CLASSES, SAID).report();

    assertScores(1.0 / 2, 1, 2.0 / 3, 1, report.classes().get(0));
    assertScores(0, 0, 0, 1, report.classes().get(1));
    assertScores(1, 2.0 / 3, 4.0 / 5, 3, report.classes().get(2));
    assertEquals(3.0 / 5, report.accuracy());
  }

  @Test
  void averagesCountClassesAlikeOrByTheirSupport() {
    ClassificationReport report = ConfusionMatrix.of(CLASSES, SAID).report();

    assertScores(1.5 / 3, (1 + 2.0 / 3) / 3, (2.0 / 3 + 4.0 / 5) / 3, 5, report.macroAverage());
    assertScores((0.5 + 3) / 5, (1 + 2) / 5.0, (2.0 / 3 + 3 * 4.0 / 5) / 5, 5, report.weightedAverage());
  }

  @Test
  void aClassThatIsNeitherThereNorSaidScoresZeroAndCounts() {
    ClassificationReport report = ConfusionMatrix.of(NDArray.of(0, 0), NDArray.zeros(2, 2)).report();

    assertScores(1, 1, 1, 2, report.classes().get(0));
    assertScores(0, 0, 0, 0, report.classes().get(1));
    assertScores(0.5, 0.5, 0.5, 2, report.macroAverage());
    assertScores(1, 1, 1, 2, report.weightedAverage());
  }

  /** The example of scikit-learn's documentation of classification_report. */
  @Test
  void itPrintsAsScikitLearnDoes() {
    assertEquals("""
                      precision    recall  f1-score   support

             class 0       0.50      1.00      0.67         1
             class 1       0.00      0.00      0.00         1
             class 2       1.00      0.67      0.80         3

            accuracy                           0.60         5
           macro avg       0.50      0.56      0.49         5
        weighted avg       0.70      0.60      0.61         5
        """, ConfusionMatrix.of(CLASSES, SAID).labels("class 0", "class 1", "class 2").report().toString());
  }

  @Test
  void aLongLabelWidensTheFirstColumn() {
    assertEquals("                   precision    recall  f1-score   support",
        ConfusionMatrix.of(NDArray.of(0, 1), NDArray.of(0, 1)).labels("a", "seventeen letters").report().toString()
            .lines().findFirst().orElseThrow());
  }
}
