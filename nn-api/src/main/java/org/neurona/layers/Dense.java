package org.neurona.layers;

import static org.neurona.ops.Ops.add;
import static org.neurona.ops.Ops.divide;
import static org.neurona.ops.Ops.matmul;
import static org.neurona.ops.Ops.reshape;

import java.util.ArrayList;
import java.util.List;
import org.neurona.Shape;
import org.neurona.ShapeMismatchException;
import org.neurona.activations.ActivationFunction;
import org.neurona.activations.Activations;
import org.neurona.config.Setting;
import org.neurona.initializers.Initializer;
import org.neurona.initializers.Initializers;
import org.neurona.ops.Tensor;
import org.neurona.regularizers.Regularizer;
import org.neurona.regularizers.Regularizers;

/**
 * A fully connected layer: {@code activation(x kernel + bias)}. Keras' {@code Dense}.
 *
 * <p>Input {@code (batch, ..., in)}, output {@code (batch, ..., units)}; weights kernel {@code (in, units)} and, unless
 * switched off, bias {@code (units)}.
 */
public final class Dense extends Layer {
  private static final Setting<Integer> UNITS = Setting.positiveInt("units");
  private static final Setting<ActivationFunction> ACTIVATION = Activations.setting("activation", "linear");
  private static final Setting<Boolean> USE_BIAS = Setting.flag("use_bias", true);
  private static final Setting<Initializer> KERNEL_INITIALIZER =
      Initializers.setting("kernel_initializer", "glorot_uniform");
  private static final Setting<Initializer> BIAS_INITIALIZER = Initializers.setting("bias_initializer", "zeros");
  private static final Setting<Regularizer> KERNEL_REGULARIZER = Regularizers.setting("kernel_regularizer");
  private static final Setting<Regularizer> BIAS_REGULARIZER = Regularizers.setting("bias_regularizer");
  private static final Setting<Regularizer> ACTIVITY_REGULARIZER = Regularizers.setting("activity_regularizer");

  /**
   * A linear layer.
   *
   * @param units the length of the output's last axis
   * @throws IllegalArgumentException if it is not positive
   */
  public Dense(int units) {
    super(List.of(UNITS, ACTIVATION, USE_BIAS, KERNEL_INITIALIZER, BIAS_INITIALIZER, KERNEL_REGULARIZER,
        BIAS_REGULARIZER, ACTIVITY_REGULARIZER));
    set(UNITS, units);
  }

  /**
   * A layer with an activation by Keras' name.
   *
   * @throws IllegalArgumentException if the name is unknown; the message lists the known ones
   */
  public Dense(int units, String activation) {
    this(units);
    set(ACTIVATION, Activations.get(activation));
  }

  /** The length of the output's last axis. */
  public int units() {
    return get(UNITS);
  }

  /** The activation; {@code linear} by default. */
  public ActivationFunction activation() {
    return get(ACTIVATION);
  }

  /**
   * Returns a copy with another activation, by Keras' name.
   *
   * @throws IllegalArgumentException if the name is unknown; the message lists the known ones
   */
  public Dense activation(String identifier) {
    return activation(Activations.get(identifier));
  }

  /** Returns a copy with another activation. */
  public Dense activation(ActivationFunction activation) {
    return with(this, ACTIVATION, activation);
  }

  /** Whether a bias is added; true by default. */
  public boolean useBias() {
    return get(USE_BIAS);
  }

  /** Returns a copy with a bias or without one. */
  public Dense useBias(boolean useBias) {
    return with(this, USE_BIAS, useBias);
  }

  /** The kernel's first values; {@code glorot_uniform} by default. */
  public Initializer kernelInitializer() {
    return get(KERNEL_INITIALIZER);
  }

  /** Returns a copy with other first values of the kernel. */
  public Dense kernelInitializer(Initializer initializer) {
    return with(this, KERNEL_INITIALIZER, initializer);
  }

  /** Returns a copy with other first values of the kernel, by Keras' name. */
  public Dense kernelInitializer(String identifier) {
    return kernelInitializer(Initializers.get(identifier));
  }

  /** The bias' first values; {@code zeros} by default. */
  public Initializer biasInitializer() {
    return get(BIAS_INITIALIZER);
  }

  /** Returns a copy with other first values of the bias. */
  public Dense biasInitializer(Initializer initializer) {
    return with(this, BIAS_INITIALIZER, initializer);
  }

  /** Returns a copy with other first values of the bias, by Keras' name. */
  public Dense biasInitializer(String identifier) {
    return biasInitializer(Initializers.get(identifier));
  }

  /** The penalty on the kernel, or null, the default. */
  public Regularizer kernelRegularizer() {
    return get(KERNEL_REGULARIZER);
  }

  /** Returns a copy with a penalty on the kernel; null for none. */
  public Dense kernelRegularizer(Regularizer regularizer) {
    return with(this, KERNEL_REGULARIZER, regularizer);
  }

  /** Returns a copy with a penalty on the kernel, by Keras' name. */
  public Dense kernelRegularizer(String identifier) {
    return kernelRegularizer(Regularizers.get(identifier));
  }

  /** The penalty on the bias, or null, the default. */
  public Regularizer biasRegularizer() {
    return get(BIAS_REGULARIZER);
  }

  /** Returns a copy with a penalty on the bias; null for none. */
  public Dense biasRegularizer(Regularizer regularizer) {
    return with(this, BIAS_REGULARIZER, regularizer);
  }

  /** Returns a copy with a penalty on the bias, by Keras' name. */
  public Dense biasRegularizer(String identifier) {
    return biasRegularizer(Regularizers.get(identifier));
  }

  /** The penalty on the output, or null, the default. */
  public Regularizer activityRegularizer() {
    return get(ACTIVITY_REGULARIZER);
  }

  /** Returns a copy with a penalty on the output, taken as the mean over the batch; null for none. */
  public Dense activityRegularizer(Regularizer regularizer) {
    return with(this, ACTIVITY_REGULARIZER, regularizer);
  }

  /** Returns a copy with a penalty on the output, by Keras' name. */
  public Dense activityRegularizer(String identifier) {
    return activityRegularizer(Regularizers.get(identifier));
  }

  @Override
  public Dense name(String name) {
    return (Dense) super.name(name);
  }

  @Override
  protected void checkInputs(List<Shape> inputs, String label) {
    Shape input = inputs.get(0);
    if (input.rank() < 2) {
      throw new ShapeMismatchException(label, "input of rank >= 2", input);
    }
    if (input.dim(-1) == Shape.UNKNOWN) {
      throw new ShapeMismatchException(label, "input with a last axis of known length", input);
    }
  }

  @Override
  protected List<WeightSpec> weights(List<Shape> inputs) {
    List<WeightSpec> weights = new ArrayList<>();
    weights.add(WeightSpec.of("kernel", Shape.of(inputs.get(0).dim(-1), units()), kernelInitializer())
        .regularizer(kernelRegularizer()));
    if (useBias()) {
      weights.add(WeightSpec.of("bias", Shape.of(units()), biasInitializer()).regularizer(biasRegularizer()));
    }
    return weights;
  }

  @Override
  protected Tensor call(Tensor x, Call call) {
    Shape shape = x.shape();
    // One large product serves all axes before the last.
    Tensor rows = shape.rank() == 2 ? x : reshape(x, Shape.UNKNOWN, shape.dim(-1));
    Tensor product = matmul(rows, call.weight("kernel"));
    Tensor biased = useBias() ? add(product, call.weight("bias")) : product;
    Tensor shaped = shape.rank() == 2 ? biased : reshape(biased, outputShape(shape));
    Tensor output = activation().apply(shaped);
    if (activityRegularizer() != null) {
      call.addLoss(divide(activityRegularizer().call(output), Math.abs(shape.dim(0))));
    }
    return output;
  }

  /** The input's shape with the units last; at most one axis may be unknown in a reshape, and that is the first. */
  private Shape outputShape(Shape input) {
    return input.withDim(-1, units());
  }
}
