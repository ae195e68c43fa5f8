package org.neurona.io.torch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.neurona.Shape;
import org.neurona.layers.Bidirectional;
import org.neurona.layers.GRU;
import org.neurona.layers.Layer;
import org.neurona.layers.Weight;

/**
 * The layers of {@code torch.nn}: the names, shapes and orders of their tensors (PyTorch's documentation, "Variables"
 * of each class) beside those of Keras' layers. Each method gives the links of one layer.
 */
public final class TorchLayers {
  private static final String KERNEL = "kernel";
  private static final String RECURRENT_KERNEL = "recurrent_kernel";
  private static final String BIAS = "bias";
  /** PyTorch's gates r, z, n are Keras' z, r, h. */
  private static final int[] GRU_GATES = {1, 0, 2};
  /** PyTorch's i, f, g, o are Keras' i, f, c, o. */
  private static final int[] LSTM_GATES = {0, 1, 2, 3};
  private static final int[] ONE_GATE = {0};

  private TorchLayers() {}

  /** {@code nn.Linear}: weight {@code (out, in)}. */
  public static List<Link> linear(String module, LayerWeights layer) {
    Shape kernel = requireRank("linear", layer, 2, 2);
    Layout layout = Layout.transposed(Shape.of(kernel.dim(1), kernel.dim(0)), 1, 0);
    return withBias("linear", module, layer, Link.of(layer.get(KERNEL), name(module, "weight"), layout));
  }

  /**
   * {@code nn.Linear} behind a flatten of {@code (channels, ...)}: its columns are those of Keras' flatten of
   * {@code (..., channels)} in another order.
   *
   * @throws IllegalArgumentException if the kernel has another number of rows
   */
  public static List<Link> linearAfterFlatten(String module, LayerWeights layer, int channels, int... spatial) {
    Shape kernel = requireRank("linearAfterFlatten", layer, 2, 2);
    long rows = Arrays.stream(spatial).asLongStream().reduce(channels, (a, b) -> a * b);
    if (rows != kernel.dim(0)) {
      throw new IllegalArgumentException("`linearAfterFlatten`: " + channels + " channels of "
          + Arrays.toString(spatial) + " are " + rows + " numbers, but the kernel of layer \"" + layer.layer()
          + "\" has shape " + kernel);
    }
    int[] inner = IntStream.concat(IntStream.of(kernel.dim(1), channels), Arrays.stream(spatial)).toArray();
    Layout layout = Layout.split(Shape.of(kernel.dim(1), kernel.dim(0)), inner, spatialFirst(inner.length, 1, 0));
    return withBias("linearAfterFlatten", module, layer, Link.of(layer.get(KERNEL), name(module, "weight"), layout));
  }

  /**
   * {@code nn.Conv1d} to {@code 3d}: weight {@code (out, in / groups, k...)}; Keras' {@code (k..., in / groups, out)}.
   */
  public static List<Link> conv(String module, LayerWeights layer) {
    return convolution("conv", module, layer);
  }

  /** {@code nn.ConvTranspose1d} to {@code 3d}: weight {@code (in, out, k...)}; Keras' {@code (k..., out, in)}. */
  public static List<Link> convTranspose(String module, LayerWeights layer) {
    return convolution("convTranspose", module, layer);
  }

  private static List<Link> convolution(String kind, String module, LayerWeights layer) {
    Shape kernel = requireRank(kind, layer, 3, 5);
    Layout layout = Layout.transposed(channelsFirst(kernel, kernel.dim(-1), kernel.dim(-2)),
        spatialFirst(kernel.rank(), 1, 0));
    return withBias(kind, module, layer, Link.of(layer.get(KERNEL), name(module, "weight"), layout));
  }

  /**
   * {@code nn.Conv1d} to {@code 3d} of as many groups as channels: weight {@code (in * multiplier, 1, k...)}; Keras'
   * {@code (k..., in, multiplier)}.
   */
  public static List<Link> depthwise(String module, LayerWeights layer) {
    Shape kernel = requireRank("depthwise", layer, 3, 5);
    int channels = kernel.dim(-2);
    int multiplier = kernel.dim(-1);
    Layout layout = Layout.split(channelsFirst(kernel, channels * multiplier, 1),
        channelsFirst(kernel, channels, multiplier).dims(), spatialFirst(kernel.rank(), 0, 1));
    return withBias("depthwise", module, layer, Link.of(layer.get(KERNEL), name(module, "weight"), layout));
  }

  /** {@code nn.Embedding}. */
  public static List<Link> embedding(String module, LayerWeights layer) {
    Link link = same(layer.get("embeddings"), name(module, "weight"));
    layer.requireAllAsked("embedding");
    return List.of(link);
  }

  /** {@code nn.BatchNorm1d} to {@code 3d}: weight is gamma, bias is beta, and the running statistics. */
  public static List<Link> batchNorm(String module, LayerWeights layer) {
    List<Link> links = scaleAndShift(module, layer);
    links.add(same(layer.get("moving_mean"), name(module, "running_mean")));
    links.add(same(layer.get("moving_variance"), name(module, "running_var")));
    layer.requireAllAsked("batchNorm");
    return links;
  }

  /** {@code nn.LayerNorm} and {@code nn.GroupNorm}: weight is gamma, bias is beta. */
  public static List<Link> norm(String kind, String module, LayerWeights layer) {
    List<Link> links = scaleAndShift(module, layer);
    layer.requireAllAsked(kind);
    return links;
  }

  private static List<Link> scaleAndShift(String module, LayerWeights layer) {
    List<Link> links = new ArrayList<>();
    if (layer.has("gamma")) {
      links.add(same(layer.get("gamma"), name(module, "weight")));
    }
    if (layer.has("beta")) {
      links.add(same(layer.get("beta"), name(module, BIAS)));
    }
    return links;
  }

  /** A layer of {@code nn.LSTM} in one direction; the two biases are one in Keras. */
  public static List<Link> lstm(String module, String suffix, LayerWeights layer) {
    return recurrent("lstm", module, suffix, layer, LSTM_GATES);
  }

  /** A layer of {@code nn.RNN} in one direction; the two biases are one in Keras. */
  public static List<Link> simpleRnn(String module, String suffix, LayerWeights layer) {
    return recurrent("simpleRnn", module, suffix, layer, ONE_GATE);
  }

  /**
   * A layer of {@code nn.GRU} in one direction. Its reset gate acts after the product, so that there are two biases.
   *
   * @throws IllegalArgumentException if that of the layer acts before it
   */
  public static List<Link> gru(String module, String suffix, LayerWeights layer) {
    Layer declared = layer.declared() instanceof Bidirectional both ? both.layer() : layer.declared();
    if (declared instanceof GRU gru && !gru.resetAfter()) {
      throw new IllegalArgumentException("`gru`: layer \"" + layer.layer() + "\" has resetAfter(false), but the reset "
          + "gate of PyTorch's GRU acts after the product");
    }
    return recurrent("gru", module, suffix, layer, GRU_GATES);
  }

  private static List<Link> recurrent(String kind, String module, String suffix, LayerWeights layer, int[] gates) {
    Shape kernel = layer.shape(KERNEL);
    Shape recurrent = layer.shape(RECURRENT_KERNEL);
    if (kernel.rank() != 2 || recurrent.rank() != 2 || recurrent.dim(1) != recurrent.dim(0) * gates.length) {
      throw new IllegalArgumentException("`" + kind + "` maps layers of " + gates.length + " gates, but the "
          + "recurrent_kernel of layer \"" + layer.layer() + "\" has shape " + recurrent);
    }
    int units = recurrent.dim(0);
    List<Link> links = new ArrayList<>();
    links.add(Link.of(layer.get(KERNEL), name(module, "weight_ih_" + suffix), gated(gates, units, kernel.dim(0))));
    links.add(Link.of(layer.get(RECURRENT_KERNEL), name(module, "weight_hh_" + suffix), gated(gates, units, units)));
    if (layer.has(BIAS)) {
      Layout layout = Layout.blocks(Shape.of(gates.length * units), new int[] {gates.length, units}, gates, 0, 1);
      String input = name(module, "bias_ih_" + suffix);
      String hidden = name(module, "bias_hh_" + suffix);
      links.add(layer.shape(BIAS).rank() == 2 ? Link.stacked(layer.get(BIAS), input, hidden, layout)
          : Link.summed(layer.get(BIAS), input, hidden, layout));
    }
    layer.requireAllAsked(kind);
    return links;
  }

  /** A tensor {@code (gates * units, in)} for a kernel {@code (in, gates * units)}. */
  private static Layout gated(int[] gates, int units, int in) {
    return Layout.blocks(Shape.of(gates.length * units, in), new int[] {gates.length, units, in}, gates, 2, 0, 1);
  }

  /**
   * Any tensor.
   *
   * @param axes which of its axes is axis {@code i} of the weight; none where they are the same
   * @throws IllegalArgumentException if these are not all of the weight's axes
   */
  public static Link array(String tensor, Weight weight, int... axes) {
    Shape shape = weight.spec().shape();
    if (axes.length == 0) {
      return same(weight, tensor);
    }
    int[] dims = new int[shape.rank()];
    boolean[] seen = new boolean[shape.rank()];
    boolean whole = axes.length == dims.length;
    for (int i = 0; whole && i < dims.length; i++) {
      whole = axes[i] >= 0 && axes[i] < dims.length && !seen[axes[i]];
      if (whole) {
        seen[axes[i]] = true;
        dims[axes[i]] = shape.dim(i);
      }
    }
    if (!whole) {
      throw new IllegalArgumentException("`array`: axes must name each of the " + shape.rank() + " axes of "
          + weight.path() + " once, got " + Arrays.toString(axes));
    }
    return Link.of(weight, tensor, Layout.transposed(Shape.of(dims), axes));
  }

  private static List<Link> withBias(String kind, String module, LayerWeights layer, Link kernel) {
    List<Link> links = new ArrayList<>(List.of(kernel));
    if (layer.has(BIAS)) {
      links.add(same(layer.get(BIAS), name(module, BIAS)));
    }
    layer.requireAllAsked(kind);
    return links;
  }

  private static Link same(Weight weight, String tensor) {
    return Link.of(weight, tensor, Layout.same(weight.spec().shape()));
  }

  private static Shape requireRank(String kind, LayerWeights layer, int least, int most) {
    Shape kernel = layer.shape(KERNEL);
    if (kernel.rank() < least || kernel.rank() > most) {
      throw new IllegalArgumentException("`" + kind + "` maps a kernel of rank " + least
          + (least == most ? "" : " to " + most) + ", but that of layer \"" + layer.layer() + "\" has shape " + kernel);
    }
    return kernel;
  }

  /** The shape {@code (first, second, k...)} for a kernel {@code (k..., a, b)}. */
  private static Shape channelsFirst(Shape kernel, int first, int second) {
    return kernel.slice(0, kernel.rank() - 2).prepend(second).prepend(first);
  }

  /** The axes 2, 3 ... and then these two. */
  private static int[] spatialFirst(int rank, int beforeLast, int last) {
    return IntStream.concat(IntStream.range(2, rank), IntStream.of(beforeLast, last)).toArray();
  }

  private static String name(String module, String tensor) {
    return module.isEmpty() ? tensor : module + "." + tensor;
  }
}
