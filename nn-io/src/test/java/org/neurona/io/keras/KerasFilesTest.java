package org.neurona.io.keras;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.io.Models;
import org.neurona.io.UnsupportedModelException;
import org.neurona.layers.Layers;

/**
 * Every file of real Keras is read and predicts what Keras predicts; where a layer is not here yet, it is refused for
 * that layer and for nothing else.
 */
class KerasFilesTest {
  /**
   * A model of real Keras.
   *
   * @param model the file of the model, or of its JSON
   * @param weights the file of its weights, or null where the model's has them
   * @param expected how the names of the expected arrays end, before {@code .npy}
   * @param layers the layers that it needs besides the commonest
   */
  record Case(String model, String weights, String expected, List<String> layers) {
    static Case of(String model, String... layers) {
      return new Case(model, null, "", List.of(layers));
    }

    Case weights(String file) {
      return new Case(model, file, expected, layers);
    }

    Case expecting(String end) {
      return new Case(model, weights, end, layers);
    }

    /** The layers that are not here yet. */
    Set<String> missing() {
      Set<String> missing = new TreeSet<>(layers);
      missing.removeIf(layer -> Layers.catalogue().find(layer).isPresent());
      return missing;
    }

    @Override
    public String toString() {
      return model + (weights == null ? "" : " + " + weights.substring(weights.lastIndexOf('/') + 1));
    }
  }

  /** Those for which all layers are here. */
  static Stream<Case> loading() {
    return all().filter(model -> model.missing().isEmpty());
  }

  static Stream<Case> all() {
    List<Case> cases = new ArrayList<>(List.of(
        Case.of("k2-jet-mlp/KERAS_3layer.json").weights("k2-jet-mlp/KERAS_3layer_weights.h5"),
        Case.of("k2-sparse-xent/simple_sparse_xent_mlp_keras_2_model.h5"),
        Case.of("k2-sparse-xent/simple_sparse_xent_mlp_keras_2_config.json")
            .weights("k2-sparse-xent/simple_sparse_xent_mlp_keras_2_weights.h5"),
        Case.of("k2-tf-scope-names/model.h5"),
        Case.of("k2-tf-scope-names/model.h5.with.tensorflow.scope").expecting(".with_scope"),
        Case.of("k2-tf-scope-names/model.json").weights("k2-tf-scope-names/model.h5"),
        Case.of("k2-tf-scope-names/model.json.with.tensorflow.scope")
            .weights("k2-tf-scope-names/model.h5.with.tensorflow.scope").expecting(".with_scope"),
        Case.of("k3-fashion-mnist-cnn/fashion_mnist_model.keras"),
        Case.of("k3-fashion-mnist-cnn/fashion_mnist_model.h5"),
        Case.of("k3-iris-mlp/iris-ffn-tf2.18.0.keras"),
        Case.of("k3-iris-autoencoder-nested/iris-ae-tf2.18.0.keras"),
        Case.of("k3-mnist-logistic/mnist-logistic-tf2.18.0.keras"),
        Case.of("k3-policy-mlp/policy_net.keras"),
        Case.of("tf115-iris-mlp/iris-ffn-tf1.15.2.h5"),
        Case.of("tf218-iris-mlp/iris-ffn-tf2.18.0.h5"),
        Case.of("tf22-toyresnet/modelConfig.json").weights("tf22-toyresnet/weights.h5"),
        Case.of("tf24-flatten-dense-logits/some_loss.h5")));
    for (String optimizer : List.of("adadelta", "adagrad", "adam", "adamax", "nadam", "rmsprop", "sgd")) {
      cases.add(Case.of("k2-optimizers/" + optimizer + ".h5").expecting("." + optimizer));
    }
    for (String conv : List.of("causal_conv1d_k3_s1_d2_cl", "conv1d_k3_s1_d2_cl_same", "conv1d_k2_s2_d1_cl_valid")) {
      String start = "k2-conv1d/" + conv + "/" + conv;
      cases.add(Case.of(start + "_model.h5"));
      cases.add(Case.of(start + "_config.json").weights(start + "_weights.h5"));
    }
    String seq = "k2-lstm-283-sequences/lstm_th_keras_2_";
    String jet = "k2-jettagger-conv2d/jetTagger_Conv2D_Small";
    cases.addAll(List.of(
        Case.of("k1-batchnorm-conv2d/batch_to_conv2d_tensorflow_1.h5", "BatchNormalization"),
        Case.of("k1-bidirectional-lstm/bidirectional_lstm_tensorflow_1.h5", "Bidirectional"),
        Case.of("k1-simple-lstm/simple_lstm_tf_keras_1_model.h5", "LSTM"),
        Case.of("k1-simple-lstm/simple_lstm_tf_keras_1_config.json", "LSTM")
            .weights("k1-simple-lstm/simple_lstm_tf_keras_1_weights.h5"),
        Case.of("k2-cnn-batchnorm/cnn_batch_norm.h5", "BatchNormalization"),
        Case.of("k2-functional-lstm/lstm_functional_tf_keras_2.h5", "LSTM"),
        Case.of(jet + ".json", "BatchNormalization").weights(jet + "_weights.h5"),
        Case.of(seq + "config.json", "LSTM").weights(seq + "weights.h5"),
        Case.of("k2-masking-lstm/masking_two_lstm.h5", "Masking", "LSTM"),
        Case.of("k2-multi-output-prelu/12net.h5", "PReLU"),
        Case.of("k2-simple-lstm/simple_lstm_tf_keras_2_model.h5", "LSTM"),
        Case.of("k2-simple-rnn/simple_rnn_tf_keras_2_model.h5", "SimpleRNN"),
        Case.of("k3-bidirectional-gru/gru_model.keras", "Bidirectional", "GRU"),
        Case.of("k3-gesture-conv1d-bn-lstm/model.keras", "BatchNormalization", "LSTM"),
        Case.of("k3-gesture-conv1d-bn-lstm/latest_checkpoint.h5", "BatchNormalization", "LSTM"),
        Case.of("k3-turbofan-lstm-autoencoder/lstm_autoencoder.keras", "LSTM", "RepeatVector", "TimeDistributed"),
        Case.of("tf215-lstm-encoder-backslash/lstm_encoder.keras", "LSTM", "RepeatVector", "TimeDistributed"),
        Case.of("tf22-separable-conv/cnn2d_76.h5", "SeparableConv2D", "SpatialDropout2D", "ZeroPadding2D",
            "UpSampling2D",
            "Cropping2D"),
        Case.of("tf24-char-lstm-positional/model.json", "LSTM").weights("tf24-char-lstm-positional/weights.h5"),
        Case.of("tf24-embedding-conv1d/issue_9349.hdf5", "Embedding"),
        Case.of("tf24-resnet8-cifar10/pretrainedResnet.h5", "BatchNormalization")));
    for (String activation : List.of("ELU_0", "LeakyReLU_0", "ReLU_1", "ReLU_3")) {
      cases.add(Case.of("k2-activations/" + activation + "/" + activation + "_model.h5",
          activation.replaceFirst("_.*", "")));
    }
    String first = "k2-conv1d/conv1d_k4_s1_d1_cf_same/conv1d_k4_s1_d1_cf_same";
    cases.add(Case.of("k3-weights-only-cnn/model2.weights.h5"));
    cases.add(Case.of(first + "_model.h5", "Permute"));
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("all")
  void predictsWhatKerasPredictsOrIsRefusedForTheLayersThatAreMissing(Case model) throws IOException {
    assumeTrue(Fixtures.file(model.model()) != null, "the files without a licence are not there");
    if (model.missing().isEmpty()) {
      assertPredicts(load(model), model);
      return;
    }
    UnsupportedModelException failure = assertThrows(UnsupportedModelException.class, () -> load(model));

    Set<String> classes = new TreeSet<>();
    for (String part : failure.parts()) {
      assertTrue(part.matches("layer \".*\" \\(\\w+\\) (is not supported|has data_format=channels_first)"), part);
      classes.add(part.endsWith("channels_first") ? "Permute" : part.replaceFirst(".*\\((\\w+)\\).*", "$1"));
    }
    assertEquals(model.missing(), classes);
  }

  static Model load(Case model) throws IOException {
    Path file = Fixtures.file(model.model());
    if (model.model().endsWith(".weights.h5")) {
      Model loaded = LayoutTest.weightsOnlyCnn();
      Models.loadWeights(loaded, file);
      return loaded;
    }
    if (model.weights() == null) {
      return Models.load(file);
    }
    Model loaded = Models.fromJson(Files.readString(file));
    Models.loadWeights(loaded, Fixtures.file(model.weights()));
    return loaded;
  }

  static void assertPredicts(Model loaded, Case model) throws IOException {
    Path folder = Fixtures.file(model.model()).getParent();
    String in = Files.exists(folder.resolve("expected_input" + model.expected() + ".npy")) ? model.expected() : "";
    NDArray x = Fixtures.npy(folder.resolve("expected_input" + in + ".npy"));
    List<NDArray> outputs = forShapeOf(x, loaded).predict(List.of(x));
    for (int i = 0; i < outputs.size(); i++) {
      String name = "expected_output" + (outputs.size() == 1 ? "" : "_" + i) + model.expected() + ".npy";
      NDArray expected = Fixtures.npy(folder.resolve(name));
      assertTrue(outputs.get(i).allClose(expected, 1e-5, 1e-5), () -> name + "\n" + outputs.get(0) + "\n" + expected);
    }
  }

  /** Keras lets axes be of any length, which engines here do not: the same model for the lengths that the data have. */
  private static Model forShapeOf(NDArray x, Model model) throws IOException {
    Shape input = model.graph().shape(model.graph().inputs().get(0));
    if (input.slice(1, input.rank()).isKnown()) {
      return model;
    }
    String lengths = x.shape().toList().subList(1, x.shape().rank()).toString();
    Model fixed = Models.fromJson(Models.toJson(model).replaceFirst("(\"input_shape\": )\\[[^]]*]", "$1" + lengths));
    fixed.setWeights(model.getWeights());
    return fixed;
  }

  @Test
  void classesOfAnotherPackageAreRefusedByName() {
    Path file = Fixtures.file("k3-custom-layers-qkeras/qkeras-v3_3layer.keras");
    assumeTrue(file != null, "the files without a licence are not there");

    UnsupportedModelException failure = assertThrows(UnsupportedModelException.class, () -> Models.load(file));

    assertTrue(failure.parts().size() >= 7, failure.getMessage());
    for (String part : failure.parts()) {
      assertTrue(part.matches("layer \"\\w+\" \\(Q\\w+\\) is of \"qkeras[\\w.]*\", not of Keras"), part);
    }
  }
}
