package org.neurona;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurona.losses.Loss;
import org.neurona.losses.Losses;
import org.neurona.metrics.AUC;
import org.neurona.metrics.Direction;
import org.neurona.metrics.MeanAbsoluteError;
import org.neurona.metrics.Metric;
import org.neurona.optimizers.Adam;
import org.neurona.optimizers.RMSprop;
import org.neurona.spi.Compilation;
import org.neurona.spi.Compilation.NamedMetric;
import org.neurona.spi.Compilation.Target;

class CompileOptionsTest {
  private static final CompileOptions DEFAULTS = new CompileOptions();
  private static final List<String> ONE = List.of("out");
  private static final List<String> TWO = List.of("a", "b");

  private static String message(Executable call) {
    return assertThrows(IllegalArgumentException.class, call).getMessage();
  }

  private static List<String> metrics(Target target) {
    return target.metrics().stream().map(NamedMetric::name).toList();
  }

  @Test
  void theDefaultOptimizerIsThatOfKeras() {
    assertInstanceOf(RMSprop.class, DEFAULTS.optimizer());
    assertEquals(Map.of(), DEFAULTS.losses());
    assertEquals(Map.of(), DEFAULTS.lossWeights());
    assertEquals(Map.of(), DEFAULTS.metrics());
    assertEquals(Map.of(), DEFAULTS.weightedMetrics());
  }

  @Test
  void stringsStandForTheCataloguesEntries() {
    CompileOptions options = DEFAULTS.optimizer("adam").loss("mse");

    assertInstanceOf(Adam.class, options.optimizer());
    assertSame(Losses.get("mse"), options.losses().get(""));
  }

  @Test
  void aStringMetricIsLoggedAsWrittenAndAnObjectUnderItsOwnName() {
    Compilation compilation = DEFAULTS.loss("mse").metrics("mae").metrics(new MeanAbsoluteError()).forOutputs(ONE);

    assertEquals(List.of("mae", "mean_absolute_error"), metrics(compilation.outputs().get(0)));
  }

  @Test
  void oneOutputHasNoNamesOfItsOwn() {
    Target target = DEFAULTS.loss("mse").metrics("mae").forOutputs(ONE).outputs().get(0);

    assertNull(target.lossLog());
    assertEquals(1.0, target.lossWeight());
    assertEquals(List.of("mae"), metrics(target));
  }

  @Test
  void severalOutputsHaveTheirNamesInTheLogs() {
    List<Target> targets = DEFAULTS.loss("mse").lossWeight("b", 0.5).metrics("mae").outputMetrics("b", "mse")
        .forOutputs(TWO).outputs();

    assertEquals(List.of("a_loss", "b_loss"), targets.stream().map(Target::lossLog).toList());
    assertEquals(List.of(1.0, 0.5), targets.stream().map(Target::lossWeight).toList());
    assertEquals(List.of(List.of("a_mae"), List.of("b_mae", "b_mse")),
        targets.stream().map(CompileOptionsTest::metrics).toList());
  }

  private static List<String> weighted(Target target) {
    return target.weightedMetrics().stream().map(NamedMetric::name).toList();
  }

  @Test
  void metricsOfOneNameAreCountedFromTheSecondOn() {
    Target target = DEFAULTS.loss("mse").metrics(new AUC(), new AUC().curve("PR"), new AUC()).metrics("auc", "mae")
        .forOutputs(ONE).outputs().get(0);

    assertEquals(List.of("auc", "auc_1", "auc_2", "auc_3", "mae"), metrics(target));
  }

  @Test
  void aNameThatIsTakenIsNotGivenTwice() {
    Target target = DEFAULTS.loss("mse").metrics(new AUC().name("auc_1"), new AUC(), new AUC(), new AUC().name("loss"))
        .forOutputs(ONE).outputs().get(0);

    assertEquals(List.of("auc_1", "auc", "auc_2", "loss_1"), metrics(target));
  }

  @Test
  void aWeightedMetricIsCalledSoWhereItsNameIsTaken() {
    Target target = DEFAULTS.loss("mse").metrics("mae").weightedMetrics("mae", "mse", "mae")
        .weightedMetrics(new MeanAbsoluteError()).forOutputs(ONE).outputs().get(0);

    assertEquals(List.of("mae"), metrics(target));
    assertEquals(List.of("weighted_mae", "mse", "weighted_mae_1", "mean_absolute_error"), weighted(target));
  }

  @Test
  void severalOutputsHaveWeightedMetricsOfTheirOwn() {
    List<Target> targets = DEFAULTS.loss("mse").metrics("mae").weightedMetrics("mse")
        .outputWeightedMetrics("b", "mae").outputWeightedMetrics("b", new MeanAbsoluteError()).forOutputs(TWO)
        .outputs();

    assertEquals(List.of(List.of("a_mae"), List.of("b_mae")),
        targets.stream().map(CompileOptionsTest::metrics).toList());
    assertEquals(List.of(List.of("a_mse"), List.of("b_mse", "b_weighted_mae", "b_mean_absolute_error")),
        targets.stream().map(CompileOptionsTest::weighted).toList());
    assertEquals(List.of("b_mae", "b_mse", "b_weighted_mae", "b_mean_absolute_error"),
        targets.get(1).allMetrics().stream().map(NamedMetric::name).toList());
  }

  @Test
  void whatLogsWillHaveIsKnownWithItsDirection() {
    CompileOptions options = DEFAULTS.loss("b", "mse").metrics("auc").weightedMetrics(Metric.of("mine", (t, a) -> a));

    assertEquals(Map.of("loss", Direction.DOWN, "auc", Direction.UP, "mine", Direction.UNKNOWN),
        DEFAULTS.loss("mse").metrics("auc").weightedMetrics(Metric.of("mine", (t, a) -> a)).directions(ONE));
    assertEquals(List.of("loss", "a_auc", "a_mine", "b_loss", "b_auc", "b_mine"),
        List.copyOf(options.directions(TWO).keySet()));
  }

  @Test
  void anOutputWithoutALossIsNotTrained() {
    Loss loss = Losses.get("mae");
    List<Target> targets = DEFAULTS.loss("b", loss).forOutputs(TWO).outputs();

    assertNull(targets.get(0).loss());
    assertNull(targets.get(0).lossLog());
    assertSame(loss, targets.get(1).loss());
  }

  @Test
  void anOutputsOwnLossComesBeforeThatOfAll() {
    List<Target> targets = DEFAULTS.loss("mse").loss("b", "mae").forOutputs(TWO).outputs();

    assertSame(Losses.get("mse"), targets.get(0).loss());
    assertSame(Losses.get("mae"), targets.get(1).loss());
  }

  @Test
  void outputsMustBeThoseOfTheModel() {
    String expected = "compile: the model has no output \"c\". Known: a, b";

    assertEquals(expected, message(() -> DEFAULTS.loss("c", "mse").forOutputs(TWO)));
    assertEquals(expected, message(() -> DEFAULTS.loss("mse").lossWeight("c", 1).forOutputs(TWO)));
    assertEquals(expected, message(() -> DEFAULTS.loss("mse").outputMetrics("c", "mae").forOutputs(TWO)));
    assertEquals(expected, message(() -> DEFAULTS.loss("mse").outputWeightedMetrics("c", "mae").forOutputs(TWO)));
  }

  @Test
  void thereMustBeALoss() {
    assertEquals("No loss to compute. Provide a `loss` argument in `compile()`.",
        message(() -> DEFAULTS.metrics("mae").forOutputs(ONE)));
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
  void lossWeightsMustBeFinite(double weight) {
    assertEquals("compile: the loss weight of a must be finite. Received: " + weight,
        message(() -> DEFAULTS.lossWeight("a", weight)));
  }

  @Test
  void unknownStringsFailWhereTheyAreWritten() {
    assertTrue(message(() -> DEFAULTS.optimizer("adm")).startsWith(
        "Could not interpret optimizer identifier: adm. Did you mean \"adam\"? Known: "));
    assertTrue(message(() -> DEFAULTS.loss("mze")).startsWith("Could not interpret loss identifier: mze"));
    assertTrue(message(() -> DEFAULTS.metrics("accurazy")).startsWith(
        "Could not interpret metric identifier: accurazy. Did you mean \"accuracy\"? Known: "));
  }

  @Test
  void copiesLeaveTheOriginalAlone() {
    CompileOptions first = DEFAULTS.loss("mse").metrics("mae");
    first.metrics("mse").loss("a", "mae").lossWeight("a", 2);

    assertEquals(List.of("mae"), first.metrics().get("").stream().map(NamedMetric::name).toList());
    assertEquals(1, first.losses().size());
    assertEquals(Map.of(), first.lossWeights());
    assertThrows(UnsupportedOperationException.class, () -> first.losses().clear());
  }
}
