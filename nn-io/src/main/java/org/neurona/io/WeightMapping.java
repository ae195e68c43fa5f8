package org.neurona.io;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.neurona.Model;
import org.neurona.io.torch.LayerWeights;
import org.neurona.io.torch.Link;
import org.neurona.io.torch.TorchLayers;
import org.neurona.io.torch.TorchWeights;
import org.neurona.layers.LayerGraph;
import org.neurona.layers.Weight;

/**
 * Which module of PyTorch is which layer of a model, for weights in {@code .safetensors} files, both ways. The weights
 * are transposed and sorted on the way: PyTorch has channels in front, and the gates of a GRU in another order.
 *
 * <pre>{@code
 * var mapping = new WeightMapping()
 *     .conv("features.0", "conv2d")
 *     .batchNorm("features.1", "batch_normalization")
 *     .linearAfterFlatten("classifier.1", "dense", 64, 7, 7);
 * Models.loadWeights(model, Path.of("model.safetensors"), new LoadOptions().mapping(mapping));
 * Models.saveWeights(model, Path.of("trained.safetensors"), mapping);
 * }</pre>
 *
 * <p>Modules are called as in PyTorch's {@code state_dict}: {@code features.0} has the tensors {@code
 * features.0.weight} and {@code features.0.bias}. Layers are called as in {@code summary()}, those of models within the
 * model by their paths, {@code base/dense}. A tensor or a weight that nothing is said of is an error, unless it is
 * {@linkplain #ignore ignored}.
 *
 * <p>What a file of weights can't tell stays the caller's: PyTorch's batch and layer normalization have {@code epsilon}
 * 1e-5, and Keras' {@code same} pads an even kernel and strides on other sides than PyTorch's {@code padding}.
 *
 * <p>Immutable: each method returns a copy with one more line.
 */
public final class WeightMapping {
  private final List<Line> lines;
  private final List<String> ignored;

  /** One line: the links that it gives for a model. */
  private interface Line {
    List<Link> links(LayerGraph graph);
  }

  /** What a layer's weights are linked to. */
  private interface Linking {
    List<Link> links(LayerWeights weights);
  }

  /** Nothing is mapped. */
  public WeightMapping() {
    this(List.of(), List.of());
  }

  private WeightMapping(List<Line> lines, List<String> ignored) {
    this.lines = lines;
    this.ignored = ignored;
  }

  private WeightMapping with(Line line) {
    List<Line> more = new ArrayList<>(lines);
    more.add(line);
    return new WeightMapping(more, ignored);
  }

  private WeightMapping layer(String layer, Linking linking) {
    return with(graph -> {
      List<LayerWeights> parts = LayerWeights.of(graph, layer);
      if (parts.size() > 1) {
        throw new IllegalArgumentException("Layer \"" + layer + "\" has several parts with weights, of which a mapping "
            + "of one module says nothing; map each by its path, or by array(...)");
      }
      return linking.links(parts.get(0));
    });
  }

  /** Returns a copy that takes an {@code nn.Linear} for a {@link org.neurona.layers.Dense}. */
  public WeightMapping linear(String module, String layer) {
    return layer(layer, weights -> TorchLayers.linear(module, weights));
  }

  /**
   * Returns a copy that takes an {@code nn.Linear} behind {@code nn.Flatten} for a {@link org.neurona.layers.Dense}
   * behind a {@link org.neurona.layers.Flatten}: PyTorch flattens {@code (channels, height, width)}, Keras {@code
   * (height, width, channels)}, so that columns change places.
   *
   * @param channels of what is flattened
   * @param spatial the lengths of its other axes: {@code height, width}
   */
  public WeightMapping linearAfterFlatten(String module, String layer, int channels, int... spatial) {
    int[] lengths = spatial.clone();
    return layer(layer, weights -> TorchLayers.linearAfterFlatten(module, weights, channels, lengths));
  }

  /** Returns a copy that takes an {@code nn.Conv1d} to {@code nn.Conv3d} for such a layer, with or without groups. */
  public WeightMapping conv(String module, String layer) {
    return layer(layer, weights -> TorchLayers.conv(module, weights));
  }

  /** Returns a copy that takes an {@code nn.ConvTranspose1d} to {@code nn.ConvTranspose3d} for such a layer. */
  public WeightMapping convTranspose(String module, String layer) {
    return layer(layer, weights -> TorchLayers.convTranspose(module, weights));
  }

  /**
   * Returns a copy that takes a convolution of as many groups as channels for a
   * {@link org.neurona.layers.DepthwiseConv2D} or {@link org.neurona.layers.DepthwiseConv1D}.
   */
  public WeightMapping depthwise(String module, String layer) {
    return layer(layer, weights -> TorchLayers.depthwise(module, weights));
  }

  /** Returns a copy that takes an {@code nn.Embedding} for an {@link org.neurona.layers.Embedding}. */
  public WeightMapping embedding(String module, String layer) {
    return layer(layer, weights -> TorchLayers.embedding(module, weights));
  }

  /**
   * Returns a copy that takes an {@code nn.BatchNorm1d} to {@code nn.BatchNorm3d} for a
   * {@link org.neurona.layers.BatchNormalization}; {@code num_batches_tracked}, which Keras does not count, is ignored.
   */
  public WeightMapping batchNorm(String module, String layer) {
    return layer(layer, weights -> TorchLayers.batchNorm(module, weights))
        .ignore((module.isEmpty() ? "" : module + ".") + "num_batches_tracked");
  }

  /** Returns a copy that takes an {@code nn.LayerNorm} for a {@link org.neurona.layers.LayerNormalization}. */
  public WeightMapping layerNorm(String module, String layer) {
    return layer(layer, weights -> TorchLayers.norm("layerNorm", module, weights));
  }

  /** Returns a copy that takes an {@code nn.GroupNorm} for a {@link org.neurona.layers.GroupNormalization}. */
  public WeightMapping groupNorm(String module, String layer) {
    return layer(layer, weights -> TorchLayers.norm("groupNorm", module, weights));
  }

  /** What a direction of a layer of a recurrent module is linked to. */
  private interface RecurrentLinking {
    List<Link> links(String module, String suffix, LayerWeights weights);
  }

  private WeightMapping recurrent(RecurrentLinking linking, String module, String... layers) {
    List<String> names = List.copyOf(Arrays.asList(layers));
    if (names.isEmpty()) {
      throw new IllegalArgumentException("Module \"" + module + "\" must be mapped to a layer, or to one for each of "
          + "its num_layers");
    }
    return with(graph -> {
      List<Link> links = new ArrayList<>();
      for (int i = 0; i < names.size(); i++) {
        List<LayerWeights> directions = LayerWeights.of(graph, names.get(i));
        if (directions.size() > 2) {
          throw new IllegalArgumentException("Layer \"" + names.get(i) + "\" has " + directions.size()
              + " parts with weights, expected one for each direction");
        }
        links.addAll(linking.links(module, "l" + i, directions.get(0)));
        if (directions.size() == 2) {
          links.addAll(linking.links(module, "l" + i + "_reverse", directions.get(1)));
        }
      }
      return links;
    });
  }

  /**
   * Returns a copy that takes an {@code nn.LSTM} for a {@link org.neurona.layers.LSTM}, or, where it is bidirectional,
   * for a {@link org.neurona.layers.Bidirectional} of one. PyTorch adds two biases, Keras has their sum; the other way,
   * the second is 0.
   *
   * @param layers one layer for each of the module's {@code num_layers}
   */
  public WeightMapping lstm(String module, String... layers) {
    return recurrent(TorchLayers::lstm, module, layers);
  }

  /**
   * Returns a copy that takes an {@code nn.GRU} for a {@link org.neurona.layers.GRU} with {@code resetAfter(true)}, or,
   * where it is bidirectional, for a {@link org.neurona.layers.Bidirectional} of one.
   *
   * @param layers one layer for each of the module's {@code num_layers}
   */
  public WeightMapping gru(String module, String... layers) {
    return recurrent(TorchLayers::gru, module, layers);
  }

  /**
   * Returns a copy that takes an {@code nn.RNN} for a {@link org.neurona.layers.SimpleRNN}, or, where it is
   * bidirectional, for a {@link org.neurona.layers.Bidirectional} of one.
   *
   * @param layers one layer for each of the module's {@code num_layers}
   */
  public WeightMapping simpleRnn(String module, String... layers) {
    return recurrent(TorchLayers::simpleRnn, module, layers);
  }

  /**
   * Returns a copy that takes any tensor for a weight, by its path: {@code dense/kernel}.
   *
   * @param axes which axis of the tensor is axis 0, 1 ... of the weight, as in NumPy's {@code transpose}; none where
   *     they are the same
   */
  public WeightMapping array(String tensor, String weight, int... axes) {
    int[] order = axes.clone();
    return with(graph -> List.of(TorchLayers.array(tensor, weight(graph, weight), order)));
  }

  private static Weight weight(LayerGraph graph, String path) {
    return graph.weights().stream().filter(weight -> weight.path().equals(path)).findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No such weight: " + path + ". Existing weights are: "
            + graph.weights().stream().map(Weight::path).collect(Collectors.joining(", "))));
  }

  /**
   * Returns a copy that leaves tensors and weights alone: tensors of these names are passed over, weights of these
   * paths keep their values and are not written, nor are those of layers of these names.
   *
   * @param pattern a name; {@code *} in it stands for any characters
   */
  public WeightMapping ignore(String pattern) {
    List<String> more = new ArrayList<>(ignored);
    more.add(pattern);
    return new WeightMapping(lines, more);
  }

  /**
   * What this says for a model.
   *
   * @throws IllegalArgumentException if it does not fit the model
   */
  TorchWeights on(Model model) {
    List<Link> links = new ArrayList<>();
    lines.forEach(line -> links.addAll(line.links(model.graph())));
    return new TorchWeights(model, links, this::isIgnored);
  }

  private boolean isIgnored(String name) {
    return ignored.stream().anyMatch(pattern -> Arrays.stream(pattern.split("\\*", -1)).map(Pattern::quote)
        .collect(Collectors.collectingAndThen(Collectors.joining(".*"), name::matches)));
  }
}
