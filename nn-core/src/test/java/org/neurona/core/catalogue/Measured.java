package org.neurona.core.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.Map;
import org.neurona.NDArray;
import org.neurona.core.Backends;
import org.neurona.core.Computed;
import org.neurona.core.engine.Backend;
import org.neurona.metrics.Metric;
import org.neurona.ops.Tensor;

/** What metrics give on an engine, for arrays. */
final class Measured {
  private Measured() {}

  /** The statistics of one batch; weights may be null. */
  static double[] statistics(Backend backend, Metric metric, NDArray yTrue, NDArray yPred, NDArray weights) {
    Map<Tensor, NDArray> fed = new LinkedHashMap<>();
    Tensor target = fed(fed, yTrue);
    Tensor output = fed(fed, yPred);
    Tensor sampleWeights = weights == null ? null : fed(fed, weights);
    return Computed.value(backend, fed, metric.statistics(target, output, sampleWeights));
  }

  private static Tensor fed(Map<Tensor, NDArray> fed, NDArray value) {
    Tensor placeholder = Computed.input(value.shape().dims());
    fed.put(placeholder, value);
    return placeholder;
  }

  /** The totals over batches of so many rows, the last of which may be smaller. */
  static double[] totals(Backend backend, Metric metric, NDArray yTrue, NDArray yPred, NDArray weights, int batch) {
    int rows = yPred.shape().dim(0);
    double[] totals = null;
    for (int from = 0; from < rows; from += batch) {
      int to = Math.min(rows, from + batch);
      double[] part = statistics(backend, metric, yTrue.slice(from, to), yPred.slice(from, to),
          weights == null ? null : weights.slice(from, to));
      totals = totals == null ? new double[part.length] : totals;
      for (int i = 0; i < totals.length; i++) {
        totals[i] += part[i];
      }
    }
    return totals;
  }

  /** The result for one batch. */
  static double result(Backend backend, Metric metric, NDArray yTrue, NDArray yPred, NDArray weights) {
    return metric.result(statistics(backend, metric, yTrue, yPred, weights));
  }

  /** Fails unless a metric gives a number on every engine, for all rows at once and in uneven batches. */
  static void assertEverywhere(double expected, Metric metric, NDArray yTrue, NDArray yPred, NDArray weights) {
    Backends.all().forEach(named -> {
      for (int batch : new int[] {yPred.shape().dim(0), 3}) {
        double[] totals = totals(named.getPayload(), metric, yTrue, yPred, weights, batch);
        assertEquals(expected, metric.result(totals), 2e-6 * Math.max(1, Math.abs(expected)),
            metric + " on " + named.getName() + " in batches of " + batch);
      }
    });
  }

  /** The parts of a metric's result, on the first engine. */
  static Map<String, Double> parts(Metric metric, NDArray yTrue, NDArray yPred, NDArray weights) {
    Backend backend = Backends.all().findFirst().orElseThrow().getPayload();
    return metric.parts(statistics(backend, metric, yTrue, yPred, weights));
  }
}
