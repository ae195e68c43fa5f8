package org.neurona.core.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
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
import org.neurona.losses.Loss;
import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;
import org.neurona.optimizers.Adadelta;
import org.neurona.optimizers.Adafactor;
import org.neurona.optimizers.Adagrad;
import org.neurona.optimizers.Adam;
import org.neurona.optimizers.AdamW;
import org.neurona.optimizers.Adamax;
import org.neurona.optimizers.Ftrl;
import org.neurona.optimizers.Lion;
import org.neurona.optimizers.Nadam;
import org.neurona.optimizers.Optimizer;
import org.neurona.optimizers.Optimizers;
import org.neurona.optimizers.RMSprop;
import org.neurona.optimizers.SGD;
import org.neurona.optimizers.ScheduleFreeAdamW;
import org.neurona.optimizers.Slot;
import org.neurona.schedules.InverseTimeDecay;

/** Optimizers against Keras' formulas in plain doubles, for 20 steps on random gradients. */
class OptimizersTest {
  private static final int STEPS = 20;

  /** One number under a gradient: Keras' update, written anew with the slots it needs. */
  private interface Rule {
    double step(double w, double g, int t, double[] slots);
  }

  private record Case(String name, Optimizer optimizer, Rule rule) {}

  private static final List<Case> CASES = List.of(
      new Case("sgd", new SGD(), (w, g, t, s) -> w - 0.01 * g),
      new Case("sgd with momentum", new SGD(0.1).momentum(0.9), (w, g, t, s) -> {
        s[0] = 0.9 * s[0] - 0.1 * g;
        return w + s[0];
      }),
      new Case("sgd with nesterov", new SGD(0.1).momentum(0.8).nesterov(true), (w, g, t, s) -> {
        s[0] = 0.8 * s[0] - 0.1 * g;
        return w + 0.8 * s[0] - 0.1 * g;
      }),
      new Case("rmsprop", new RMSprop(), rmsprop(0.001, 0.9, 0, false)),
      new Case("rmsprop with momentum", new RMSprop(0.02).rho(0.7).momentum(0.6), rmsprop(0.02, 0.7, 0.6, false)),
      new Case("rmsprop, centered", new RMSprop(0.02).centered(true), rmsprop(0.02, 0.9, 0, true)),
      new Case("rmsprop, centered, with momentum", new RMSprop(0.02).centered(true).momentum(0.5),
          rmsprop(0.02, 0.9, 0.5, true)),
      new Case("adam", new Adam(), adam(0.001, 0.9, 0.999, 1e-7, false)),
      new Case("adam with other decays", new Adam(0.05).beta1(0.7).beta2(0.9).epsilon(1e-3),
          adam(0.05, 0.7, 0.9, 1e-3, false)),
      new Case("adam with amsgrad", new Adam(0.05).beta2(0.8).amsgrad(true), adam(0.05, 0.9, 0.8, 1e-7, true)),
      new Case("adamw", new AdamW(0.05), (w, g, t, s) ->
          adam(0.05, 0.9, 0.999, 1e-7, false).step(w - w * 0.004 * 0.05, g, t, s)),
      new Case("adamax", new Adamax(0.05).beta2(0.9), (w, g, t, s) -> {
        s[0] = 0.9 * s[0] + 0.1 * g;
        s[1] = Math.max(0.9 * s[1], Math.abs(g));
        return w - 0.05 / (1 - Math.pow(0.9, t)) * s[0] / (s[1] + 1e-7);
      }),
      new Case("nadam", new Nadam(0.05), nadam(0.05, 0.9, 0.999)),
      new Case("adagrad", new Adagrad(0.05), (w, g, t, s) -> {
        s[0] += g * g;
        return w - 0.05 * g / Math.sqrt(0.1 + s[0] + 1e-7);
      }),
      new Case("adadelta", new Adadelta(0.5).rho(0.8), (w, g, t, s) -> {
        s[0] = 0.8 * s[0] + 0.2 * g * g;
        double step = Math.sqrt((s[1] + 1e-7) / (s[0] + 1e-7)) * g;
        s[1] = 0.8 * s[1] + 0.2 * step * step;
        return w - 0.5 * step;
      }),
      new Case("ftrl", new Ftrl(0.05), ftrl(0.05, 0.5, 0, 0, 0, 0)),
      new Case("ftrl with penalties", new Ftrl(0.05).learningRatePower(-0.6).l1RegularizationStrength(0.3)
          .l2RegularizationStrength(0.2).l2ShrinkageRegularizationStrength(0.1).beta(0.4),
          ftrl(0.05, 0.6, 0.3, 0.2, 0.1, 0.4)),
      new Case("lion", new Lion(0.05), (w, g, t, s) -> {
        double direction = Math.signum(0.9 * s[0] + 0.1 * g);
        s[0] = 0.99 * s[0] + 0.01 * g;
        return w - 0.05 * direction;
      }),
      new Case("schedule_free_adamw", new ScheduleFreeAdamW(0.05).warmupSteps(4), (w, g, t, s) -> {
        // The paper's three sequences, x and z kept apart: y is what the model has.
        double z = t == 1 ? w : s[0];
        double x = t == 1 ? w : s[1];
        s[2] = 0.999 * s[2] + 0.001 * g * g;
        s[0] = z - 0.05 * Math.min(t / 4.0, 1) * g / (Math.sqrt(s[2] / (1 - Math.pow(0.999, t))) + 1e-8);
        s[1] = x + (s[0] - x) / t;
        return 0.1 * s[0] + 0.9 * s[1];
      }),
      new Case("sgd with weight decay", new SGD(0.1).weightDecay(0.3),
          (w, g, t, s) -> w - w * 0.3 * 0.1 - 0.1 * g),
      new Case("sgd with clipvalue", new SGD(0.1).clipvalue(0.5),
          (w, g, t, s) -> w - 0.1 * Math.max(-0.5, Math.min(0.5, g))),
      new Case("adam with a schedule", new Adam().learningRate(new InverseTimeDecay(0.05, 10, 2)), (w, g, t, s) ->
          adam(0.05 / (1 + 2 * (t - 1) / 10.0), 0.9, 0.999, 1e-7, false).step(w, g, t, s)));

  private static Rule nadam(double rate, double beta1, double beta2) {
    return (w, g, t, s) -> {
      s[0] = beta1 * s[0] + (1 - beta1) * g;
      s[1] = beta2 * s[1] + (1 - beta2) * g * g;
      double product = 1;
      for (int i = 1; i <= t; i++) {
        product *= beta1 * (1 - 0.5 * Math.pow(0.96, i));
      }
      double now = beta1 * (1 - 0.5 * Math.pow(0.96, t));
      double next = beta1 * (1 - 0.5 * Math.pow(0.96, t + 1));
      double mean = next * s[0] / (1 - product * next) + (1 - now) * g / (1 - product);
      return w - rate * mean / (Math.sqrt(s[1] / (1 - Math.pow(beta2, t))) + 1e-7);
    };
  }

  /** McMahan et al., 2013, algorithm 1, with Keras' further penalties. */
  private static Rule ftrl(double rate, double power, double l1, double l2, double shrinkage, double beta) {
    return (w, g, t, s) -> {
      double before = 0.1 + s[0];
      s[0] += g * g;
      double after = 0.1 + s[0];
      s[1] += g + 2 * shrinkage * w - (Math.pow(after, power) - Math.pow(before, power)) / rate * w;
      double rest = Math.abs(s[1]) <= l1 ? 0 : s[1] - Math.signum(s[1]) * l1;
      return -rest / (Math.pow(after, power) / rate + 2 * (l2 + beta / (2 * rate)));
    };
  }

  private static Rule rmsprop(double rate, double rho, double momentum, boolean centered) {
    return (w, g, t, s) -> {
      s[0] = rho * s[0] + (1 - rho) * g * g;
      s[1] = rho * s[1] + (1 - rho) * g;
      double step = rate * g / Math.sqrt(s[0] - (centered ? s[1] * s[1] : 0) + 1e-7);
      s[2] = momentum * s[2] + step;
      return w - s[2];
    };
  }

  private static Rule adam(double rate, double beta1, double beta2, double epsilon, boolean amsgrad) {
    return (w, g, t, s) -> {
      s[0] = beta1 * s[0] + (1 - beta1) * g;
      s[1] = beta2 * s[1] + (1 - beta2) * g * g;
      s[2] = Math.max(s[2], s[1]);
      double alpha = rate * Math.sqrt(1 - Math.pow(beta2, t)) / (1 - Math.pow(beta1, t));
      return w - alpha * s[0] / (Math.sqrt(amsgrad ? s[2] : s[1]) + epsilon);
    };
  }

  /** A loss whose gradient by the output is the target. */
  private static final class Slope extends Loss {
    Slope() {
      super(List.of());
    }

    @Override
    public String name() {
      return "slope";
    }

    @Override
    protected Tensor call(Tensor yTrue, Tensor yPred) {
      return Ops.sum(Ops.multiply(yTrue, yPred), false, -1);
    }
  }

  static Stream<Arguments> casesAndEngines() {
    return CASES.stream().flatMap(tried -> Backends.all().map(backend ->
        Arguments.of(tried.name(), backend.getPayload().name(), tried)));
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("casesAndEngines")
  void weightsGoWhereKerasFormulaSends(String name, String engine, Case tried) {
    Sequential model = new Sequential(new Input(1), new Dense(5).useBias(false));
    model.engine(engine).compile(tried.optimizer(), new Slope());
    Random random = new Random(name.hashCode());
    NDArray start = Computed.random(random, Shape.of(1, 5), -1, 1);
    model.setWeights(List.of(start));
    double[] weights = start.toDoubleArray();
    double[][] slots = new double[5][3];
    NDArray one = NDArray.of(new double[][] {{1}});
    for (int step = 1; step <= STEPS; step++) {
      NDArray gradient = Computed.random(random, Shape.of(1, 5), -2, 2);
      model.trainOnBatch(one, gradient);
      for (int i = 0; i < 5; i++) {
        weights[i] = tried.rule().step(weights[i], gradient.getDouble(0, i), step, slots[i]);
      }
      double tolerance = engine.equals("commons-math") ? 1e-9 : 1e-4;
      Computed.assertClose(weights, model.getWeights().get(0).toDoubleArray(), tolerance, "step " + step);
    }
  }

  @Test
  void theLearningRateOfTheNextStepIsTheOneThatWasSet() {
    Sequential model = new Sequential(new Input(1), new Dense(1).useBias(false));
    model.engine("commons-math").compile(new SGD(0.5), new Slope());
    model.setWeights(List.of(NDArray.of(new double[][] {{1}})));
    NDArray one = NDArray.of(new double[][] {{1}});
    model.trainOnBatch(one, one);
    assertEquals(0.5, model.getWeights().get(0).getDouble(0, 0), 1e-12);
    model.learningRate(0.25);
    model.trainOnBatch(one, one);
    assertEquals(0.25, model.getWeights().get(0).getDouble(0, 0), 1e-12);
    assertEquals(0.25, model.learningRate());
  }

  @Test
  void slotsStartAtZeroAndAreNamedAsInKeras() {
    Map<String, List<String>> expected = new LinkedHashMap<>();
    expected.put("sgd", List.of());
    expected.put("rmsprop", List.of("velocity"));
    expected.put("adam", List.of("momentum", "velocity"));
    expected.forEach((name, slots) -> assertEquals(slots, names(Optimizers.get(name))));
    assertEquals(List.of("momentum"), names(new SGD().momentum(0.5)));
    assertEquals(List.of("r", "c"), slots(new Adafactor()).stream().map(Slot::name).toList());
    assertEquals(List.of(Shape.of(2), Shape.of(3)), slots(new Adafactor()).stream().map(Slot::shape).toList());
    assertEquals(List.of("gradient_accumulator", "average"),
        names(new SGD().gradientAccumulationSteps(2).useEma(true)));
    assertEquals(List.of("velocity", "momentum", "average_gradient"),
        names(new RMSprop().momentum(0.5).centered(true)));
    assertEquals(List.of("momentum", "velocity", "velocity_hat"), names(new Adam().amsgrad(true)));
  }

  private static List<String> names(Optimizer optimizer) {
    List<String> names = new ArrayList<>();
    slots(optimizer).forEach(slot -> {
      assertEquals(0, slot.initialValue());
      assertEquals(Shape.of(2, 3), slot.shape());
      names.add(slot.name());
    });
    return names;
  }

  private static List<Slot> slots(Optimizer optimizer) {
    return optimizer.slotsOf("layer/kernel", Shape.of(2, 3));
  }
}
