package org.neurona.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.Shape;
import org.neurona.io.safetensors.SafetensorsWriter;
import org.neurona.io.torch.TorchFiles;
import org.neurona.layers.BatchNormalization;
import org.neurona.layers.Bidirectional;
import org.neurona.layers.Conv1D;
import org.neurona.layers.Conv2D;
import org.neurona.layers.Conv2DTranspose;
import org.neurona.layers.Dense;
import org.neurona.layers.DepthwiseConv2D;
import org.neurona.layers.Embedding;
import org.neurona.layers.Flatten;
import org.neurona.layers.GRU;
import org.neurona.layers.GroupNormalization;
import org.neurona.layers.Input;
import org.neurona.layers.LSTM;
import org.neurona.layers.LayerNormalization;
import org.neurona.layers.MaxPooling2D;
import org.neurona.layers.ReLU;
import org.neurona.layers.SimpleRNN;

/** Networks of PyTorch: what they predict there they predict here, and their weights go back as they came. */
class WeightMappingTest {
  @TempDir
  Path folder;

  /** A network of make_torch.py, as it is written here. */
  private record Network(String name, Model model, WeightMapping mapping, boolean channelsFirst) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Network> networks() {
    return Stream.of(
        new Network("mlp", new Sequential(new Input(4), new Dense(8, "relu"), new BatchNormalization().epsilon(1e-5),
            new Dense(3, "softmax").useBias(false)),
            new WeightMapping().linear("0", "dense").batchNorm("2", "batch_normalization").linear("3", "dense_1"),
            false),
        new Network("cnn", new Sequential(new Input(8, 10, 2), new Conv2D(4, 3).padding("same"),
            new BatchNormalization().epsilon(1e-5), new ReLU(), new MaxPooling2D(),
            new Conv2D(6, 3).kernelSize(3, 2).groups(2), new GroupNormalization(3).epsilon(1e-5), new Flatten(),
            new Dense(3)),
            new WeightMapping().conv("0", "conv2d").batchNorm("1", "batch_normalization").conv("4", "conv2d_1")
                .groupNorm("5", "group_normalization").linearAfterFlatten("7", "dense", 6, 2, 4), true),
        new Network("depthwise", new Sequential(new Input(5, 6, 3),
            new DepthwiseConv2D(3).depthMultiplier(2).activation("relu"), new Conv2DTranspose(2, 2).strides(2)),
            new WeightMapping().depthwise("0", "depthwise_conv2d").convTranspose("2", "conv2d_transpose"), true),
        new Network("conv1d", new Sequential(new Input(7, 3), new Conv1D(4, 2, "tanh").dilationRate(2), new Flatten(),
            new Dense(2)),
            new WeightMapping().conv("0", "conv1d").linearAfterFlatten("3", "dense", 4, 5), true),
        new Network("lstm", new Sequential(new Input(5, 3), new LSTM(4)),
            new WeightMapping().lstm("recurrent", "lstm"), false),
        new Network("gru", new Sequential(new Input(5, 3), new GRU(4)),
            new WeightMapping().gru("recurrent", "gru"), false),
        new Network("bidirectional", new Sequential(new Input(5, 3),
            new Bidirectional(new LSTM(4).returnSequences(true)), new Bidirectional(new LSTM(4)), new Dense(2)),
            new WeightMapping().lstm("lstm", "bidirectional", "bidirectional_1").linear("head", "dense"), false),
        new Network("words", new Sequential(new Input(4), new Embedding(11, 6),
            new LayerNormalization().epsilon(1e-5), new SimpleRNN(5).returnSequences(true)),
            new WeightMapping().embedding("embedding", "embedding").layerNorm("norm", "layer_normalization")
                .simpleRnn("rnn", "simple_rnn"), false));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void predictsWhatPyTorchPredicts(Network network) throws IOException {
    Map<String, NDArray> io = TorchFiles.tensors(TorchFiles.path(network.name + ".io.safetensors"));
    NDArray x = network.channelsFirst ? channelsLast(io.get("x")) : io.get("x");
    NDArray y = network.channelsFirst && io.get("y").shape().rank() > 2 ? channelsLast(io.get("y")) : io.get("y");

    Models.loadWeights(network.model, TorchFiles.path(network.name + ".safetensors"),
        new LoadOptions().mapping(network.mapping));
    NDArray predicted = network.model.predict(x);

    assertTrue(predicted.allClose(y, 0, 1e-5), predicted + " but PyTorch predicts " + y);
  }

  /** The second axis behind the others. */
  private static NDArray channelsLast(NDArray array) {
    Shape shape = array.shape();
    int places = shape.size(2, shape.rank());
    int channels = shape.dim(1);
    int[] order = IntStream.range(0, array.size()).map(i -> {
      int row = i / (places * channels);
      int place = i / channels % places;
      return (row * channels + i % channels) * places + place;
    }).toArray();
    Shape last = shape.slice(2, shape.rank()).append(channels).prepend(shape.dim(0));
    return array.reshape(array.size()).take(order).reshape(last.dims());
  }

  @ParameterizedTest
  @MethodSource("networks")
  void goesBackToPyTorchAsItCame(Network network) throws IOException {
    Path file = folder.resolve("back.safetensors");
    Path from = TorchFiles.path(network.name + ".safetensors");
    Map<String, NDArray> expected = new LinkedHashMap<>(TorchFiles.tensors(from));
    expected.keySet().removeIf(name -> name.endsWith("num_batches_tracked"));
    Models.loadWeights(network.model, from, new LoadOptions().mapping(network.mapping));

    Models.saveWeights(network.model, file, network.mapping);
    Map<String, NDArray> back = TorchFiles.tensors(file);

    assertEquals(expected.keySet(), back.keySet());
    boolean summed = Stream.of("lstm", "bidirectional", "words").anyMatch(network.name::equals);
    expected.forEach((name, tensor) -> {
      if (summed && name.contains("bias_ih")) {
        NDArray other = expected.get(name.replace("_ih", "_hh"));
        for (int i = 0; i < tensor.size(); i++) {
          assertEquals(tensor.get(i) + other.get(i), back.get(name).get(i), name);
        }
      } else if (summed && name.contains("bias_hh")) {
        assertEquals(NDArray.zeros(tensor.shape()), back.get(name), name);
      } else {
        assertEquals(tensor, back.get(name), name);
      }
    });
  }

  /** Runs where a Python with PyTorch and safetensors is named, {@code NEURONA_TORCH_PYTHON=/usr/bin/python3}. */
  @Test
  void pyTorchOpensWhatIsWritten() throws IOException, InterruptedException {
    String python = System.getenv("NEURONA_TORCH_PYTHON");
    assumeTrue(python != null, "NEURONA_TORCH_PYTHON names no Python with PyTorch");
    for (Network network : networks().toList()) {
      String name = network.name + ".safetensors";
      Models.loadWeights(network.model, TorchFiles.path(name), new LoadOptions().mapping(network.mapping));
      Models.saveWeights(network.model, folder.resolve(name), network.mapping);
    }

    Process process = new ProcessBuilder(python, "src/test/python/open_in_torch.py", folder.toString(),
        TorchFiles.path("mlp.safetensors").getParent().toString()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertEquals(0, process.waitFor(), output);
    assertEquals(networks().count(), output.lines().count(), output);
  }

  @Test
  void theLayoutOfEachKindIsTheOneOfItsDefinition() throws IOException {
    Sequential model = new Sequential(new Input(4, 5, 2), new Conv2D(3, 2), new Flatten(), new Dense(2));
    NDArray kernel = counted(Shape.of(2, 2, 2, 3));
    NDArray dense = counted(Shape.of(36, 2));
    model.setWeights(List.of(kernel, NDArray.zeros(3), dense, NDArray.zeros(2)));
    Path file = folder.resolve("x.safetensors");

    Models.saveWeights(model, file,
        new WeightMapping().conv("c", "conv2d").linearAfterFlatten("d", "dense", 3, 3, 4));
    Map<String, NDArray> tensors = TorchFiles.tensors(file);

    assertEquals(Shape.of(3, 2, 2, 2), tensors.get("c.weight").shape());
    assertEquals(kernel.get(1, 0, 1, 2), tensors.get("c.weight").get(2, 1, 1, 0));
    // Row (h, w, c) of Keras' flatten, h * 4 * 3 + w * 3 + c, is column c * 3 * 4 + h * 4 + w of PyTorch's.
    assertEquals(dense.get(2 * 12 + 1 * 3 + 2, 1), tensors.get("d.weight").get(1, 2 * 12 + 2 * 4 + 1));
  }

  private static NDArray counted(Shape shape) {
    float[] values = new float[shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    return NDArray.wrap(shape, values);
  }

  private static Sequential dense() {
    return new Sequential(new Input(3), new Dense(2).name("a"), new Dense(2).name("b"));
  }

  private Path file(Map<String, NDArray> tensors) throws IOException {
    Path file = folder.resolve("m.safetensors");
    SafetensorsWriter.write(tensors, Map.of(), file);
    return file;
  }

  @Test
  void whatNothingIsSaidOfIsNamed() throws IOException {
    Map<String, NDArray> tensors = new LinkedHashMap<>();
    tensors.put("a.weight", NDArray.zeros(3, 2));
    tensors.put("b.weight", NDArray.zeros(2, 2));
    tensors.put("b.bias", NDArray.zeros(2));
    tensors.put("more.weight", NDArray.zeros(7));
    Path file = file(tensors);
    WeightMapping mapping = new WeightMapping().linear("a", "a").linear("b", "b");

    assertEquals("m.safetensors: tensor a.weight has shape (3, 2), but for weight a/kernel of shape (3, 2) it must "
        + "have (2, 3); the tensor a.bias for weight a/bias is not in the file; the mapping says nothing of tensor "
        + "more.weight of shape (7,)",
        assertThrows(ModelFormatException.class,
            () -> Models.loadWeights(dense(), file, new LoadOptions().mapping(mapping))).getMessage());
  }

  @Test
  void whatIsIgnoredStaysAsItIs() throws IOException {
    Map<String, NDArray> tensors = new LinkedHashMap<>();
    tensors.put("a.weight", counted(Shape.of(2, 3)));
    tensors.put("a.bias", NDArray.of(1f, 2f));
    tensors.put("head.0.weight", NDArray.zeros(7));
    Path file = file(tensors);
    Sequential model = dense();
    List<NDArray> b = model.getWeights("b");
    WeightMapping mapping = new WeightMapping().linear("a", "a").ignore("head.*").ignore("b");

    Models.loadWeights(model, file, new LoadOptions().mapping(mapping));
    Path back = folder.resolve("back.safetensors");
    Models.saveWeights(model, back, mapping);

    assertEquals(List.of(NDArray.of(new float[][] {{0, 3}, {1, 4}, {2, 5}}), NDArray.of(1f, 2f)),
        model.getWeights("a"));
    assertEquals(b, model.getWeights("b"));
    assertEquals(List.of("a.weight", "a.bias"), List.copyOf(TorchFiles.tensors(back).keySet()));
  }

  @Test
  void aStarIsAllThatAPatternHas() {
    WeightMapping mapping = new WeightMapping().linear("a", "a").ignore("[ab]/.*");

    assertEquals("The mapping says nothing of the weights b/kernel, b/bias. Map their layers, or ignore(...) them",
        failure(dense(), mapping));
  }

  @Test
  void anyTensorIsMappedByItsAxes() throws IOException {
    Sequential model = new Sequential(new Input(4, 4, 2), new Conv2D(3, 2).useBias(false));
    NDArray tensor = counted(Shape.of(3, 2, 2, 2));
    WeightMapping mapping = new WeightMapping().array("w", "conv2d/kernel", 2, 3, 1, 0);

    Models.loadWeights(model, file(Map.of("w", tensor)), new LoadOptions().mapping(mapping));

    assertEquals(tensor.get(2, 1, 0, 1), model.getWeights().get(0).get(0, 1, 1, 2));
  }

  private String failure(Model model, WeightMapping mapping) {
    Path file = folder.resolve("never.safetensors");
    return assertThrows(IllegalArgumentException.class, () -> Models.saveWeights(model, file, mapping)).getMessage();
  }

  @Test
  void aMappingThatDoesNotFitTheModelIsTheCallersMistake() {
    List<String> failures = new ArrayList<>();
    Sequential recurrent = new Sequential(new Input(5, 3), new GRU(4).resetAfter(false).useBias(false));
    failures.add(failure(recurrent, new WeightMapping().gru("gru", "gru")));
    failures.add(failure(recurrent, new WeightMapping().lstm("gru", "gru")));
    failures.add(failure(recurrent, new WeightMapping().linear("gru", "gru")));
    failures.add(failure(dense(), new WeightMapping().linear("a", "c")));
    failures.add(failure(dense(), new WeightMapping().conv("a", "a")));
    failures.add(failure(dense(), new WeightMapping().embedding("a", "a")));
    failures.add(failure(dense(), new WeightMapping().linearAfterFlatten("a", "a", 2, 2)));
    failures.add(failure(dense(), new WeightMapping().linear("a", "a").linear("x", "a")));
    failures.add(failure(dense(), new WeightMapping().linear("x", "a").linear("x", "b")));
    failures.add(failure(dense(), new WeightMapping().array("w", "a/gamma")));
    failures.add(failure(dense(), new WeightMapping().array("w", "a/kernel", 0, 0)));

    assertEquals(List.of(
        "`gru`: layer \"gru\" has resetAfter(false), but the reset gate of PyTorch's GRU acts after the product",
        "`lstm` maps layers of 4 gates, but the recurrent_kernel of layer \"gru\" has shape (4, 12)",
        "Layer \"gru\" is not what `linear` maps: its weight recurrent_kernel has no counterpart there",
        "No such layer: c. Existing layers are: input_layer, a, b",
        "`conv` maps a kernel of rank 3 to 5, but that of layer \"a\" has shape (3, 2)",
        "Layer \"a\" has no weight embeddings to be mapped, it has kernel, bias",
        "`linearAfterFlatten`: 2 channels of [2] are 4 numbers, but the kernel of layer \"a\" has shape (3, 2)",
        "The weight a/kernel is mapped twice",
        "The tensor x.weight is mapped twice: to a/kernel and to b/kernel",
        "No such weight: a/gamma. Existing weights are: a/kernel, a/bias, b/kernel, b/bias",
        "`array`: axes must name each of the 2 axes of a/kernel once, got [0, 0]"), failures);
  }

  @Test
  void aMappingIsForSafetensorsAlone() throws IOException {
    WeightMapping mapping = new WeightMapping().linear("a", "a").linear("b", "b");
    Path json = folder.resolve("w.json");
    Models.saveWeights(dense(), json);

    assertEquals("A mapping is for PyTorch's weights in a .safetensors file, got " + json,
        assertThrows(IllegalArgumentException.class,
            () -> Models.loadWeights(dense(), json, new LoadOptions().mapping(mapping))).getMessage());
    assertEquals("A mapping is for PyTorch's weights in a .safetensors file, got w.h5",
        assertThrows(IllegalArgumentException.class, () -> Models.saveWeights(dense(), Path.of("w.h5"), mapping))
            .getMessage());
  }

  @Test
  void layersOfModelsWithinTheModelAreMappedByTheirPaths() throws IOException {
    Sequential model = new Sequential(new Input(3), dense().name("base").asLayer());
    NDArray weight = counted(Shape.of(2, 3));
    Map<String, NDArray> tensors = new LinkedHashMap<>();
    tensors.put("fc.weight", weight);
    tensors.put("fc.bias", NDArray.of(5f, 6f));

    Models.loadWeights(model, file(tensors),
        new LoadOptions().mapping(new WeightMapping().linear("fc", "base/a").ignore("base/b*")));

    assertEquals(List.of(NDArray.of(new float[][] {{0, 3}, {1, 4}, {2, 5}}), NDArray.of(5f, 6f)),
        model.getWeights().subList(0, 2));
  }
}
