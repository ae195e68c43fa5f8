package org.neurona.layers;

import static org.neurona.ops.Ops.abs;
import static org.neurona.ops.Ops.add;
import static org.neurona.ops.Ops.constant;
import static org.neurona.ops.Ops.divide;
import static org.neurona.ops.Ops.greater;
import static org.neurona.ops.Ops.matmul;
import static org.neurona.ops.Ops.max;
import static org.neurona.ops.Ops.maximum;
import static org.neurona.ops.Ops.reshape;
import static org.neurona.ops.Ops.sqrt;
import static org.neurona.ops.Ops.square;
import static org.neurona.ops.Ops.stopGradient;
import static org.neurona.ops.Ops.subtract;
import static org.neurona.ops.Ops.sum;
import static org.neurona.ops.Ops.where;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.neurona.Shape;
import org.neurona.config.Setting;
import org.neurona.initializers.TruncatedNormal;
import org.neurona.ops.Tensor;

/**
 * Keeps the largest singular value of a layer's kernel at 1 (Miyato et al., 2018): each training step begins with
 * {@code kernel = kernel / sigma}, where sigma is estimated by power iterations from a vector that is kept: {@code v =
 * normalize(u W^T), u = normalize(v W), sigma = v W u^T} for the kernel as a matrix W with its last axis as columns.
 * Keras' {@code SpectralNormalization}.
 *
 * <p>Input and output are those of the layer. Weights: the layer's {@code kernel} or {@code embeddings}, {@code
 * vector_u (1, columns)}, which no gradient changes, and the layer's other weights. The gradient is that of the kernel
 * as it is after the division, and the optimizer goes on from there. A kernel of zeros is left alone, and so are kernel
 * and vector of a frozen layer.
 */
public final class SpectralNormalization extends Layer {
  /** Keras' {@code epsilon()}, the least length that a vector is divided by. */
  private static final double SHORTEST = 1e-7;
  private static final String VECTOR = "vector_u";
  private static final Setting<Layer> LAYER = LayerSettings.required("layer", Layer.class, "a layer");
  private static final Setting<Integer> POWER_ITERATIONS = Setting.positiveInt("power_iterations", 1);

  /** A layer whose kernel is normalized, with one power iteration a step. */
  public SpectralNormalization(Layer layer) {
    super(List.of(LAYER, POWER_ITERATIONS));
    set(LAYER, layer);
  }

  /** The layer whose kernel is normalized. */
  public Layer layer() {
    return get(LAYER);
  }

  /** How many power iterations a step makes; 1 by default. */
  public int powerIterations() {
    return get(POWER_ITERATIONS);
  }

  /** Returns a copy that makes another number of power iterations. */
  public SpectralNormalization powerIterations(int powerIterations) {
    return with(this, POWER_ITERATIONS, powerIterations);
  }

  @Override
  public SpectralNormalization name(String name) {
    return (SpectralNormalization) super.name(name);
  }

  @Override
  public SpectralNormalization trainable(boolean trainable) {
    return (SpectralNormalization) super.trainable(trainable);
  }

  @Override
  public SpectralNormalization inputShape(int... dims) {
    return (SpectralNormalization) super.inputShape(dims);
  }

  @Override
  protected void checkInputs(List<Shape> inputs, String label) {
    layer().checkInputs(inputs, label);
  }

  /** The kernel comes first, as in Keras, where it is a weight of the wrapper, too. */
  @Override
  protected List<WeightSpec> weights(List<Shape> inputs) {
    List<WeightSpec> inner = new ArrayList<>(layer().declareWeights(inputs, ""));
    WeightSpec kernel = kernel(inner);
    inner.remove(kernel);
    List<WeightSpec> weights = new ArrayList<>(List.of(kernel, WeightSpec.of(VECTOR, Shape.of(1,
        kernel.shape().dim(-1)), new TruncatedNormal(0, 0.02)).trainable(false)));
    weights.addAll(inner);
    return weights;
  }

  @Override
  protected List<WeightSpec> states(List<Shape> inputs, String label) {
    return layer().states(inputs, label);
  }

  private WeightSpec kernel(List<WeightSpec> weights) {
    return weights.stream().filter(spec -> List.of("kernel", "embeddings").contains(spec.name())).findFirst()
        .orElseThrow(() -> new IllegalArgumentException("SpectralNormalization: " + layer().className()
            + " object has no attribute 'kernel' nor 'embeddings'"));
  }

  @Override
  public boolean supportsMasking() {
    return layer().supportsMasking();
  }

  @Override
  public List<Tensor> computeMask(List<Tensor> inputs, List<Tensor> masks) {
    return layer().computeMask(inputs, masks);
  }

  @Override
  protected List<Tensor> call(List<Tensor> inputs, Call call) {
    if (call.training() && call.trainable() && layer().trainable()) {
      normalize(kernel(layer().declareWeights(inputs.stream().map(Tensor::shape).toList(), "")).name(), call);
    }
    List<Tensor> masks = IntStream.range(0, inputs.size()).mapToObj(call::mask).toList();
    return layer().call(inputs, call.within("", layer(), masks));
  }

  /** Gives kernel and vector their new values, which the layer then reads. */
  private void normalize(String name, Call call) {
    Tensor kernel = call.weight(name);
    Tensor matrix = reshape(kernel, Shape.UNKNOWN, kernel.dim(-1));
    Tensor u = call.weight(VECTOR);
    Tensor v = u;
    for (int i = 0; i < powerIterations(); i++) {
      v = unit(matmul(u, matrix, false, true));
      u = unit(matmul(v, matrix));
    }
    Tensor sigma = reshape(matmul(matmul(v, matrix), u, false, true), Shape.of());
    Tensor some = greater(max(abs(matrix), false, 0, 1), constant(0));
    Tensor normalized = divide(kernel, where(some, sigma, constant(1)));
    call.update(VECTOR, stopGradient(where(some, u, call.weight(VECTOR))));
    // As a sum it passes gradients on as they come, for the kernel takes this value before they are taken.
    call.update(name, add(kernel, stopGradient(subtract(normalized, kernel))));
  }

  private static Tensor unit(Tensor x) {
    return divide(x, sqrt(maximum(sum(square(x), true, 0, 1), SHORTEST * SHORTEST)));
  }
}
