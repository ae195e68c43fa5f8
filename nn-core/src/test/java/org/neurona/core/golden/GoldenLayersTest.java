package org.neurona.core.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.core.Backends;
import org.neurona.core.engine.Backend;
import org.neurona.core.engine.Executable;
import org.neurona.core.engine.Graph;
import org.neurona.core.engine.Storage;
import org.neurona.core.plan.Gradients;
import org.neurona.core.plan.ModelTrace;
import org.neurona.data.Rows;
import org.neurona.layers.LayerGraph.Member;
import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;
import org.neurona.ops.Variable;

/** Layers against TensorFlow.js: outputs, and the gradients of sum(output * probe), on every engine. */
class GoldenLayersTest {
  private static final double OUTPUT_TOLERANCE = 1e-5;
  private static final double GRADIENT_TOLERANCE = 1e-4;
  private static final List<String> CASES = List.of("avgpool1d_same_s1", "avgpool1d_same_s2", "avgpool1d_valid_s2",
      "avgpool2d_same_s1", "avgpool2d_valid_s2", "batchnorm_image", "batchnorm_no_scale", "bidirectional_ave",
      "bidirectional_last", "bidirectional_mul", "bidirectional_sum", "cnn_mnist_style", "conv1d_same_s1",
      "conv1d_valid_s1", "conv2d_same_s2", "conv2d_transpose_same_s1", "conv2d_transpose_valid_s1",
      "conv2d_transpose_valid_s2", "conv2d_valid_s1", "cropping2d", "dense_elu", "dense_linear", "dense_no_bias",
      "dense_relu", "dense_selu", "dense_sigmoid", "dense_softplus", "dense_softsign", "depthwise_same_s1",
      "depthwise_same_s2", "depthwise_valid_s2", "dropout_inference", "embedding", "embedding_masked_lstm",
      "functional_residual", "globalaveragepooling2d", "globalmaxpooling1d", "globalmaxpooling2d",
      "gru_reset_before_rsfalse", "gru_reset_before_rstrue", "layernorm", "lstm_backwards_rsfalse",
      "lstm_backwards_rstrue", "lstm_rsfalse", "masking_lstm", "maxpool1d_same_s1", "maxpool1d_same_s2",
      "maxpool1d_valid_s1", "maxpool1d_valid_s2", "maxpool2d_same_s1", "maxpool2d_valid_s1", "maxpool2d_valid_s2",
      "merge_add", "merge_average", "merge_concatenate_axis1", "merge_dot", "merge_multiply", "mlp_flatten_300_style",
      "prelu", "repeat_vector", "reshape", "separable_same_s1", "separable_same_s2", "separable_valid_s2",
      "simple_rnn_rstrue", "softmax_axis", "stacked_lstm_classifier", "time_distributed_dense", "upsampling2d");

  /**
   * TensorFlow.js divides an average's gradient by the whole window, padding included, though its averages leave
   * padding out, and the gradient of its upsampling takes the first image's rows for the third: of these cases the
   * outputs alone are compared.
   */
  private static final Set<String> WITHOUT_GRADIENTS =
      Set.of("avgpool1d_same_s1", "avgpool1d_same_s2", "avgpool2d_same_s1", "upsampling2d");

  static Stream<Arguments> casesAndEngines() {
    return CASES.stream().flatMap(name -> Backends.all().map(backend -> Arguments.of(name, backend)));
  }

  @ParameterizedTest
  @MethodSource("casesAndEngines")
  void outputsAndGradientsAreThoseOfTensorFlowJs(String name, Backend backend) throws IOException {
    Golden golden = Golden.read("layers/" + name);
    Model model = golden.model();
    List<NDArray> inputs = golden.arrays("inputs");
    Map<Member, List<Variable>> variables = new IdentityHashMap<>();
    List<Variable> all = new ArrayList<>();
    for (Member member : model.graph().members()) {
      List<Variable> own = member.weights().stream()
          .map(spec -> new Variable(spec.name(), spec.shape(), spec.trainable())).toList();
      variables.put(member, own);
      all.addAll(own);
    }
    Storage storage = backend.allocate(all);
    List<NDArray> weights = golden.arrays("weights");
    for (int i = 0; i < all.size(); i++) {
      storage.set(all.get(i), weights.get(i));
    }
    ModelTrace trace = ModelTrace.of(model.graph(), variables::get, inputs.get(0).shape().dim(0), false);
    List<NDArray> expected = new ArrayList<>(golden.arrays("outputs"));
    List<Tensor> results = new ArrayList<>(trace.outputs());
    Tensor probed = Ops.constant(0);
    List<NDArray> probes = golden.arrays("probes");
    for (int i = 0; i < probes.size(); i++) {
      probed = Ops.add(probed, Ops.sum(Ops.multiply(trace.outputs().get(i), Ops.constant(probes.get(i)))));
    }
    List<Tensor> wanted = new ArrayList<>();
    if (golden.has("input_gradients")) {
      wanted.addAll(trace.inputs());
      expected.addAll(golden.arrays("input_gradients"));
    }
    List<Variable> trained = all.stream().filter(Variable::isTrainable).toList();
    if (golden.has("weight_gradients") && !trained.isEmpty()) {
      trained.forEach(variable -> wanted.add(trace.reads().get(variable)));
      expected.addAll(golden.arrays("weight_gradients"));
    }
    results.addAll(Gradients.of(probed, wanted));

    Executable executable = backend.compile(new Graph(trace.inputs(), results, List.of()), storage);
    for (int i = 0; i < inputs.size(); i++) {
      executable.feed(trace.inputs().get(i), Rows.all(inputs.get(i)));
    }
    executable.run(0, 0);

    assertEquals(expected.size(), results.size());
    int compared = WITHOUT_GRADIENTS.contains(name) ? trace.outputs().size() : results.size();
    for (int i = 0; i < compared; i++) {
      double tolerance = i < trace.outputs().size() ? OUTPUT_TOLERANCE : GRADIENT_TOLERANCE;
      NDArray got = executable.output(i);
      assertTrue(got.allClose(expected.get(i), tolerance, tolerance),
          "result " + i + ": expected " + expected.get(i) + " but got " + got);
    }
  }
}
