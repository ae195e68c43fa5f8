package org.neurona.core.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.Shape;
import org.neurona.core.Backends;
import org.neurona.core.Computed;
import org.neurona.layers.Dense;
import org.neurona.layers.Input;
import org.neurona.losses.MeanSquaredError;
import org.neurona.optimizers.Adafactor;
import org.neurona.optimizers.Lamb;
import org.neurona.optimizers.Muon;
import org.neurona.optimizers.Optimizer;
import org.neurona.optimizers.ScheduleFreeAdamW;
import org.neurona.optimizers.Slot;

/**
 * Optimizers whose step for one number depends on the whole weight, against their papers' formulas in plain doubles,
 * for 12 steps on random gradients: kernels that are wide, tall and a column, and their biases.
 */
class WholeWeightOptimizersTest {
  private static final int STEPS = 12;

  /** The step of one weight, a matrix or a vector in row-major order, with whatever is to be kept for it. */
  private interface Rule {
    double[] step(double[] w, double[] g, Shape shape, int t, Map<String, double[]> kept);
  }

  private record Case(String name, Optimizer optimizer, Rule kernel, Rule bias) {}

  private static List<Case> cases() {
    return List.of(
        both("lamb", new Lamb(0.05), lamb(0.05, 0.9, 0.999, 0)),
        both("lamb with other decays and weight decay", new Lamb(0.02).beta1(0.5).beta2(0.75).weightDecay(0.25),
            lamb(0.02, 0.5, 0.75, 0.25)),
        both("adafactor", new Adafactor(), adafactor(0.001, -0.8, 1e-3, 1)),
        both("adafactor with other settings",
            new Adafactor(0.4).beta2Decay(-0.6).epsilon2(0.5).clipThreshold(0.75).relativeStep(false),
            adafactor(0.4, -0.6, 0.5, 0.75)),
        new Case("muon", new Muon(), muon(0.001, 0.95, 5, true, 0.2, 0.004), adamw(0.001, 0.9, 0.999, 0.004)),
        new Case("muon with plain momentum and other settings", new Muon(0.05).momentum(0.8).nsSteps(3)
            .nesterov(false).rmsRate(null).weightDecay(0.1).adamWeightDecay(null).adamLrRatio(0.5).adamBeta1(0.7)
            .adamBeta2(0.8), muon(0.05, 0.8, 3, false, null, 0.1), adamw(0.025, 0.7, 0.8, 0)),
        both("muon that leaves a layer to Adam", new Muon(0.05).excludeLayers("other", "^last/"),
            adamw(0.05, 0.9, 0.999, 0.004)),
        both("schedule_free_adamw with weight decay", new ScheduleFreeAdamW(0.05).weightDecay(0.3).warmupSteps(3),
            scheduleFree(0.05, 0.3, 3)));
  }

  private static Case both(String name, Optimizer optimizer, Rule rule) {
    return new Case(name, optimizer, rule, rule);
  }

  private static double[] kept(Map<String, double[]> kept, String name, int length) {
    return kept.computeIfAbsent(name, unused -> new double[length]);
  }

  private static double norm(double[] x) {
    double squares = 0;
    for (double element : x) {
      squares += element * element;
    }
    return Math.sqrt(squares);
  }

  private static double rootMeanSquare(double[] x) {
    return norm(x) / Math.sqrt(x.length);
  }

  /** You et al., 2020, algorithm 2, with phi(z) = z and Keras' decay before the step. */
  private static Rule lamb(double rate, double beta1, double beta2, double decay) {
    return (w, g, shape, t, kept) -> {
      double[] m = kept(kept, "m", w.length);
      double[] v = kept(kept, "v", w.length);
      double[] r = new double[w.length];
      double[] x = new double[w.length];
      for (int i = 0; i < w.length; i++) {
        x[i] = w[i] - w[i] * decay * rate;
        m[i] = beta1 * m[i] + (1 - beta1) * g[i];
        v[i] = beta2 * v[i] + (1 - beta2) * g[i] * g[i];
        r[i] = m[i] / (1 - Math.pow(beta1, t)) / (Math.sqrt(v[i] / (1 - Math.pow(beta2, t))) + 1e-7);
      }
      double ratio = norm(x) > 0 && norm(r) > 0 ? norm(x) / norm(r) : 1;
      for (int i = 0; i < w.length; i++) {
        x[i] -= rate * ratio * r[i];
      }
      return x;
    };
  }

  /** Shazeer and Stern, 2018, algorithms 4 and 5 with the step of section 8, all in sums rather than means. */
  private static Rule adafactor(double rate, double power, double epsilon2, double threshold) {
    return (w, g, shape, t, kept) -> {
      double beta = 1 - Math.pow(t, power);
      double[] v = new double[w.length];
      if (shape.rank() == 1) {
        double[] mean = kept(kept, "v", w.length);
        for (int i = 0; i < w.length; i++) {
          mean[i] = beta * mean[i] + (1 - beta) * (g[i] * g[i] + 1e-30);
          v[i] = mean[i];
        }
      } else {
        int columns = shape.dim(1);
        double[] rowSums = kept(kept, "r", shape.dim(0));
        double[] columnSums = kept(kept, "c", columns);
        double[] newRows = new double[rowSums.length];
        double[] newColumns = new double[columns];
        for (int i = 0; i < w.length; i++) {
          newRows[i / columns] += g[i] * g[i] + 1e-30;
          newColumns[i % columns] += g[i] * g[i] + 1e-30;
        }
        double total = 0;
        for (int row = 0; row < rowSums.length; row++) {
          rowSums[row] = beta * rowSums[row] + (1 - beta) * newRows[row];
          total += rowSums[row];
        }
        for (int column = 0; column < columns; column++) {
          columnSums[column] = beta * columnSums[column] + (1 - beta) * newColumns[column];
        }
        for (int i = 0; i < w.length; i++) {
          v[i] = rowSums[i / columns] * columnSums[i % columns] / total;
        }
      }
      double[] u = new double[w.length];
      for (int i = 0; i < w.length; i++) {
        u[i] = g[i] / Math.sqrt(v[i]);
      }
      double clipped = Math.max(1, rootMeanSquare(u) / threshold);
      double size = Math.max(epsilon2, rootMeanSquare(w)) * Math.min(rate, 1 / Math.sqrt(t));
      double[] x = new double[w.length];
      for (int i = 0; i < w.length; i++) {
        x[i] = w[i] - size * u[i] / clipped;
      }
      return x;
    };
  }

  /**
   * Jordan et al., 2024: with G = U S V', an iteration's polynomial p(s) = a s + b s^3 + c s^5 acts on the singular
   * values alone. Here it is written with G itself, always as G G' on the left: p(G) = a G + b (G G') G + c (G G')^2 G.
   */
  private static Rule muon(double rate, double momentum, int steps, boolean nesterov, Double rms, double decay) {
    return (w, g, shape, t, kept) -> {
      double[] m = kept(kept, "m", w.length);
      double[] u = new double[w.length];
      for (int i = 0; i < w.length; i++) {
        m[i] = momentum * m[i] + g[i];
        u[i] = nesterov ? g[i] + momentum * m[i] : m[i];
      }
      int rows = shape.dim(0);
      int columns = shape.dim(1);
      double norm = norm(u) + 1e-7;
      for (int i = 0; i < u.length; i++) {
        u[i] /= norm;
      }
      for (int step = 0; step < steps; step++) {
        double[] cube = timesSelf(u, u, rows, columns);
        double[] fifth = timesSelf(u, cube, rows, columns);
        for (int i = 0; i < u.length; i++) {
          u[i] = 3.4445 * u[i] - 4.775 * cube[i] + 2.0315 * fifth[i];
        }
      }
      double size = rms == null ? rate : rate * rms * Math.sqrt(Math.max(rows, columns));
      double[] x = new double[w.length];
      for (int i = 0; i < w.length; i++) {
        x[i] = w[i] - w[i] * decay * rate - size * u[i];
      }
      return x;
    };
  }

  /** (G G') X. */
  private static double[] timesSelf(double[] g, double[] x, int rows, int columns) {
    double[] product = new double[x.length];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < rows; j++) {
        double dot = 0;
        for (int k = 0; k < columns; k++) {
          dot += g[i * columns + k] * g[j * columns + k];
        }
        for (int k = 0; k < columns; k++) {
          product[i * columns + k] += dot * x[j * columns + k];
        }
      }
    }
    return product;
  }

  /** Loshchilov and Hutter, 2019, with the biases of the means divided out of the rate as Keras does. */
  private static Rule adamw(double rate, double beta1, double beta2, double decay) {
    return (w, g, shape, t, kept) -> {
      double[] m = kept(kept, "m", w.length);
      double[] v = kept(kept, "v", w.length);
      double[] x = new double[w.length];
      double alpha = rate * Math.sqrt(1 - Math.pow(beta2, t)) / (1 - Math.pow(beta1, t));
      for (int i = 0; i < w.length; i++) {
        m[i] = beta1 * m[i] + (1 - beta1) * g[i];
        v[i] = beta2 * v[i] + (1 - beta2) * g[i] * g[i];
        x[i] = w[i] - w[i] * decay * rate - alpha * m[i] / (Math.sqrt(v[i]) + 1e-7);
      }
      return x;
    };
  }

  /** Defazio et al., 2024, with Keras' decay of y before the step; z starts at the weight that has not decayed yet. */
  private static Rule scheduleFree(double rate, double decay, int warmup) {
    return (w, g, shape, t, kept) -> {
      double[] z = kept.computeIfAbsent("z", unused -> w.clone());
      double[] v = kept(kept, "v", w.length);
      double[] y = new double[w.length];
      for (int i = 0; i < w.length; i++) {
        double decayed = w[i] - w[i] * decay * rate;
        double x = (decayed - 0.1 * z[i]) / 0.9;
        v[i] = 0.999 * v[i] + 0.001 * g[i] * g[i];
        z[i] -= rate * Math.min((double) t / warmup, 1) * g[i] / (Math.sqrt(v[i] / (1 - Math.pow(0.999, t))) + 1e-8);
        y[i] = 0.1 * z[i] + 0.9 * (x + (z[i] - x) / t);
      }
      return y;
    };
  }

  static Stream<Arguments> casesAndEngines() {
    return cases().stream().flatMap(tried -> Backends.all().map(backend ->
        Arguments.of(tried.name(), backend.getPayload().name(), tried)));
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("casesAndEngines")
  void weightsGoWhereThePapersFormulaSends(String name, String engine, Case tried) {
    // Wide (3, 5), tall (5, 2) and a column (2, 1).
    Sequential model = new Sequential(new Input(3), new Dense(5).name("other"), new Dense(2).name("others"),
        new Dense(1).name("last"));
    model.engine(engine).compile(tried.optimizer(), new MeanSquaredError());
    Random random = new Random(name.hashCode());
    List<NDArray> start = model.getWeights().stream()
        .map(weight -> Computed.random(random, weight.shape(), -1, 1)).toList();
    model.setWeights(start);
    List<double[]> weights = new ArrayList<>();
    List<Map<String, double[]>> kept = new ArrayList<>();
    for (NDArray weight : start) {
      weights.add(weight.toDoubleArray());
      kept.add(new HashMap<>());
    }
    for (int step = 1; step <= STEPS; step++) {
      List<NDArray> gradients = start.stream()
          .map(weight -> Computed.random(random, weight.shape(), -2, 2)).toList();
      model.applyGradients(gradients);
      for (int i = 0; i < weights.size(); i++) {
        Shape shape = start.get(i).shape();
        Rule rule = shape.rank() == 2 ? tried.kernel() : tried.bias();
        weights.set(i, rule.step(weights.get(i), gradients.get(i).toDoubleArray(), shape, step, kept.get(i)));
        Computed.assertClose(weights.get(i), model.getWeights().get(i).toDoubleArray(),
            engine.equals("commons-math") ? 1e-9 : 2e-4, "weight " + i + " after step " + step);
      }
    }
  }

  @Test
  void muonKeepsForMatricesASumAndForAllElseWhatAdamDoes() {
    assertEquals(List.of("momentum"), slots(new Muon(), "hidden/kernel", Shape.of(3, 4)));
    List<String> adams = List.of("momentum", "velocity");
    assertEquals(adams, slots(new Muon(), "hidden/bias", Shape.of(4)));
    assertEquals(adams, slots(new Muon(), "conv2d/kernel", Shape.of(3, 3, 2, 4)));
    assertEquals(adams, slots(new Muon(), "token_Embedding/embeddings", Shape.of(30, 4)));
    assertEquals(List.of("momentum"),
        slots(new Muon().excludeEmbeddings(false), "embedding/embeddings", Shape.of(30, 4)));
    assertEquals(adams, slots(new Muon().excludeLayers("out.*"), "my_output/kernel", Shape.of(3, 4)));
  }

  private static List<String> slots(Optimizer optimizer, String path, Shape shape) {
    return optimizer.slotsOf(path, shape).stream().map(Slot::name).toList();
  }
}
