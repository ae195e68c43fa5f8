package org.neurona.core.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.neurona.core.Computed.assertClose;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.core.Backends;
import org.neurona.core.Computed;
import org.neurona.core.engine.Backend;
import org.neurona.core.plan.Gradients;
import org.neurona.layers.Call;
import org.neurona.layers.Layer;
import org.neurona.layers.WeightSpec;
import org.neurona.ops.Ops;
import org.neurona.ops.Placeholder;
import org.neurona.ops.Tensor;

/**
 * Layers against Keras, argument by argument: outputs and their masks, losses, first values of weights, what
 * constraints and training make of them, and the gradients of the outputs' sum, each number times one of its own, and
 * the losses, on every engine.
 */
class KerasLayersTest {
  private static final double OUTPUT_TOLERANCE = 1e-5;
  private static final double GRADIENT_TOLERANCE = 1e-4;

  static Stream<Arguments> casesAndEngines() {
    return KerasCase.all().flatMap(one -> Backends.all().map(backend -> Arguments.of(one, backend)));
  }

  @ParameterizedTest
  @MethodSource("casesAndEngines")
  void layersComputeWhatThoseOfKerasDo(KerasCase keras, Backend backend) {
    Written written = new Written(keras);

    List<NDArray> values = Computed.values(backend, written.fed, written.results());

    for (int i = 0; i < values.size(); i++) {
      Expected expected = written.expected.get(i);
      assertEquals(expected.value().shape(), values.get(i).shape(), expected.what());
      assertClose(expected.value().toDoubleArray(), values.get(i).toDoubleArray(), expected.tolerance(),
          expected.what());
    }
  }

  /** A tensor and what it must be. */
  private record Expected(String what, Tensor result, NDArray value, double tolerance) {}

  /** A case's layer, written out on placeholders. */
  private static final class Written {
    final Map<Tensor, NDArray> fed = new LinkedHashMap<>();
    final List<Expected> expected = new ArrayList<>();

    Written(KerasCase keras) {
      Layer layer = keras.layer();
      List<Tensor> inputs = keras.arrays("inputs").stream().map(x -> placeholder("input", x)).toList();
      List<Tensor> masks = keras.has("masks")
          ? keras.arrays("masks").stream().map(x -> placeholder("mask", x)).toList() : nothing(inputs.size());
      List<WeightSpec> specs = layer.declareWeights(inputs.stream().map(Tensor::shape).toList(), "layer");
      List<NDArray> numbers = keras.arrays("weights");
      assertEquals(numbers.stream().map(NDArray::shape).toList(), specs.stream().map(WeightSpec::shape).toList());
      Map<String, Tensor> weights = new LinkedHashMap<>();
      for (int i = 0; i < specs.size(); i++) {
        weights.put(specs.get(i).name(), placeholder(specs.get(i).name(), numbers.get(i)));
      }
      Call call = new Call("layer", weights, keras.is("training"), 0).within("", layer, masks);
      List<Tensor> outputs = layer.trace(inputs, call);
      expect("output", outputs, keras.arrays("outputs"), OUTPUT_TOLERANCE);
      masks(keras, layer.masks(inputs, masks, outputs.size(), call));
      weights(keras, specs, List.copyOf(weights.values()), call);

      Tensor losses = Ops.constant(0);
      for (Tensor loss : losses(specs, weights, call)) {
        losses = Ops.add(losses, loss);
      }
      double loss = keras.has("loss") ? keras.number("loss") : 0;
      expected.add(new Expected("loss", losses, NDArray.wrap(Shape.of(), new double[] {loss}), OUTPUT_TOLERANCE));
      if (keras.has("input_gradients")) {
        Tensor scalar = losses;
        for (Tensor output : outputs) {
          scalar = Ops.add(scalar, Computed.probed(output));
        }
        gradients(scalar, inputs, keras.arrays("input_gradients"));
        gradients(scalar, List.copyOf(weights.values()), keras.arrays("weight_gradients"));
      }
    }

    private Tensor placeholder(String name, NDArray value) {
      if (value == null) {
        return null;
      }
      Tensor placeholder = Tensor.of(new Placeholder(name, value.shape()));
      fed.put(placeholder, value);
      return placeholder;
    }

    private static List<Tensor> losses(List<WeightSpec> specs, Map<String, Tensor> weights, Call call) {
      List<Tensor> losses = new ArrayList<>(call.losses());
      specs.stream().filter(spec -> spec.regularizer() != null)
          .forEach(spec -> losses.add(spec.regularizer().call(weights.get(spec.name()))));
      return losses;
    }

    private void masks(KerasCase keras, List<Tensor> masks) {
      if (keras.has("output_masks")) {
        expect("mask", masks, keras.arrays("output_masks"), 0);
      } else {
        masks.forEach(mask -> assertEquals(null, mask, "Keras has no mask"));
      }
    }

    /** Their first values, what constraints make of them, and what training does. */
    private void weights(KerasCase keras, List<WeightSpec> specs, List<Tensor> weights, Call call) {
      List<NDArray> numbers = keras.arrays("weights");
      for (int i = 0; keras.is("initial") && i < specs.size(); i++) {
        WeightSpec spec = specs.get(i);
        assertClose(numbers.get(i).toDoubleArray(), spec.initializer().values(spec.shape(), new Random(0)), 1e-6,
            "first value of " + spec.name());
      }
      List<NDArray> constrained = keras.has("constrained") ? keras.arrays("constrained") : nothing(specs.size());
      expect("constrained", specs.stream().map(spec -> spec.constraint() == null ? null
          : spec.constraint().call(weights.get(specs.indexOf(spec)))).toList(), constrained, OUTPUT_TOLERANCE);
      if (keras.has("updated")) {
        List<NDArray> updated = keras.arrays("updated");
        for (int i = 0; i < updated.size(); i++) {
          if (updated.get(i) != null) {
            Tensor result = updated(call, "layer/" + specs.get(i).name(), weights.get(i));
            expected.add(new Expected("updated " + specs.get(i).name(), result, updated.get(i), OUTPUT_TOLERANCE));
          }
        }
      }
    }

    /** What training makes of a weight, or the weight itself. */
    private static Tensor updated(Call call, String path, Tensor weight) {
      return call.updates().entrySet().stream().filter(update -> update.getKey().path().equals(path))
          .map(Map.Entry::getValue).findFirst().orElse(weight);
    }

    private static <T> List<T> nothing(int count) {
      return new ArrayList<>(Collections.nCopies(count, null));
    }

    private void expect(String what, List<Tensor> results, List<NDArray> values, double tolerance) {
      assertEquals(values.size(), results.size(), what);
      for (int i = 0; i < values.size(); i++) {
        if (values.get(i) == null) {
          assertEquals(null, results.get(i), what + " " + i);
        } else {
          assertNotNull(results.get(i), what + " " + i);
          expected.add(new Expected(what + " " + i, results.get(i), values.get(i), tolerance));
        }
      }
    }

    private void gradients(Tensor scalar, List<Tensor> by, List<NDArray> values) {
      List<Tensor> gradients = Gradients.of(scalar, by);
      for (int i = 0; i < by.size(); i++) {
        if (values.get(i) != null) {
          expected.add(new Expected("gradient by " + by.get(i), gradients.get(i), values.get(i), GRADIENT_TOLERANCE));
        }
      }
    }

    List<Tensor> results() {
      return expected.stream().map(Expected::result).toList();
    }
  }
}
