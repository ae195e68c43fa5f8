package org.neurona.core.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import org.neurona.layers.AdditiveAttention;
import org.neurona.layers.Attention;
import org.neurona.layers.BaseAttention;
import org.neurona.layers.Call;
import org.neurona.layers.GroupQueryAttention;
import org.neurona.layers.MultiHeadAttention;
import org.neurona.layers.WeightSpec;
import org.neurona.ops.Ops;
import org.neurona.ops.Placeholder;
import org.neurona.ops.Tensor;

/** Attention against Keras: masks of every kind, score modes, scores, and the gradients of sum(output * probe). */
class GoldenAttentionTest {
  private static final double OUTPUT_TOLERANCE = 1e-5;
  private static final double GRADIENT_TOLERANCE = 1e-4;
  private static final Map<String, BaseAttention<?>> CASES = cases();

  private static Map<String, BaseAttention<?>> cases() {
    Map<String, BaseAttention<?>> cases = new LinkedHashMap<>();
    cases.put("heads_mask", new MultiHeadAttention(2, 3));
    cases.put("heads_mask_of_all_rows", new MultiHeadAttention(2, 3));
    cases.put("heads_mask_by_head", new MultiHeadAttention(4, 3).valueDim(2).outputShape(6));
    cases.put("heads_mask_and_causal", new MultiHeadAttention(2, 3).useCausalMask(true));
    cases.put("groups_mask", new GroupQueryAttention(3, 4, 2));
    cases.put("groups_mask_by_head", new GroupQueryAttention(3, 4, 2));
    cases.put("groups_causal", new GroupQueryAttention(3, 4, 2).useCausalMask(true));
    cases.put("dot", new Attention());
    cases.put("dot_scaled", new Attention().useScale(true));
    cases.put("dot_causal", new Attention().useCausalMask(true));
    cases.put("concat", new Attention().scoreMode("concat"));
    cases.put("concat_scaled", new Attention().scoreMode("concat").useScale(true));
    cases.put("concat_causal", new Attention().scoreMode("concat").useCausalMask(true));
    cases.put("additive", new AdditiveAttention());
    cases.put("additive_without_scale", new AdditiveAttention().useScale(false));
    return cases;
  }

  static Stream<Arguments> casesAndEngines() {
    return CASES.keySet().stream().flatMap(name -> Backends.all().map(backend -> Arguments.of(name, backend)));
  }

  @ParameterizedTest
  @MethodSource("casesAndEngines")
  void outputsScoresAndGradientsAreThoseOfKeras(String name, Backend backend) throws IOException {
    Golden file = Golden.read("attention");
    Golden golden = new Golden(file.json().getAsJsonObject(name));
    BaseAttention<?> layer = (BaseAttention<?>) CASES.get(name).returnAttentionScores(true);
    Map<Tensor, NDArray> fed = new LinkedHashMap<>();
    List<Tensor> inputs = new ArrayList<>();
    JsonObject arrays = file.json().getAsJsonObject("arrays");
    for (JsonElement input : golden.json().getAsJsonArray("inputs")) {
      inputs.add(fed(Golden.array(arrays.getAsJsonObject(input.getAsString())), fed));
    }
    List<Shape> shapes = inputs.stream().map(Tensor::shape).toList();
    Map<String, Tensor> weights = new LinkedHashMap<>();
    List<NDArray> numbers = golden.arrays("weights");
    for (WeightSpec spec : layer.declareWeights(shapes, "")) {
      assertEquals(spec.shape(), numbers.get(weights.size()).shape(), spec.name());
      weights.put(spec.name(), fed(numbers.get(weights.size()), fed));
    }
    List<Tensor> results = new ArrayList<>(layer.trace(inputs, new Call("layer", weights, false, 0)));
    List<NDArray> expected = new ArrayList<>(golden.arrays("outputs"));
    Tensor probed = Ops.sum(Ops.multiply(results.get(0), Ops.constant(golden.array("probe"))));
    List<Tensor> by = new ArrayList<>(inputs.subList(0, 3));
    by.addAll(weights.values());
    results.addAll(Gradients.of(probed, by));
    expected.addAll(golden.arrays("input_gradients"));
    expected.addAll(golden.arrays("weight_gradients"));

    List<NDArray> values = Computed.values(backend, fed, results);

    assertEquals(expected.size(), values.size());
    for (int i = 0; i < values.size(); i++) {
      double tolerance = i < 2 ? OUTPUT_TOLERANCE : GRADIENT_TOLERANCE;
      assertTrue(values.get(i).allClose(expected.get(i), tolerance, tolerance),
          "result " + i + ": expected " + expected.get(i) + " but got " + values.get(i));
    }
  }

  private static Tensor fed(NDArray value, Map<Tensor, NDArray> fed) {
    Tensor placeholder = Tensor.of(new Placeholder("x", value.shape()));
    fed.put(placeholder, value);
    return placeholder;
  }
}
