package org.neurona.layers;

import static org.neurona.ops.Ops.add;
import static org.neurona.ops.Ops.divide;
import static org.neurona.ops.Ops.mean;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.reshape;
import static org.neurona.ops.Ops.square;
import static org.neurona.ops.Ops.subtract;
import static org.neurona.ops.Ops.sum;

import java.util.ArrayList;
import java.util.List;
import org.neurona.Shape;
import org.neurona.ShapeMismatchException;
import org.neurona.config.Setting;
import org.neurona.initializers.Initializer;
import org.neurona.initializers.Initializers;
import org.neurona.ops.Masks;
import org.neurona.ops.Tensor;

/**
 * Normalizes each channel over the batch: {@code gamma (x - mean) / sqrt(variance + epsilon) + beta} (Ioffe and Szegedy,
 * 2015). Keras' {@code BatchNormalization}.
 *
 * <p>In training mean and variance are those of the batch, all axes but the channels' taken together; masked steps don't
 * count. With every step {@code moving = momentum * moving + (1 - momentum) * batch} follows them, and takes their place
 * at inference. A frozen layer ({@code trainable(false)}) uses the moving ones in training too and leaves them alone.
 *
 * <p>Input and output have the same shape; weights gamma, beta, moving mean and moving variance {@code (channels)}, of
 * which gradients change the first two.
 */
public final class BatchNormalization extends BaseNormalization<BatchNormalization> {
  /** Keras' {@code epsilon()}, which keeps a batch that is masked as a whole from being divided by 0. */
  private static final double NO_STEPS = 1e-7;
  private static final Setting<Integer> AXIS = Setting.integer("axis", -1);
  private static final Setting<Double> MOMENTUM = Setting.of("momentum", "a number in [0, 1]",
      value -> value != null && value >= 0 && value <= 1, Setting.number("momentum", 0).codec(), 0.99);
  private static final Setting<Initializer> MOVING_MEAN_INITIALIZER =
      Initializers.setting("moving_mean_initializer", "zeros");
  private static final Setting<Initializer> MOVING_VARIANCE_INITIALIZER =
      Initializers.setting("moving_variance_initializer", "ones");

  /** Over the last axis' channels, momentum 0.99. */
  public BatchNormalization() {
    super(List.of(AXIS, MOMENTUM), List.of(MOVING_MEAN_INITIALIZER, MOVING_VARIANCE_INITIALIZER));
  }

  /** The channels' axis; -1, the last, by default. */
  public int axis() {
    return get(AXIS);
  }

  /** Returns a copy whose channels are on another axis. */
  public BatchNormalization axis(int axis) {
    return with(this, AXIS, axis);
  }

  /** How much of the moving mean and variance each step keeps; 0.99 by default. */
  public double momentum() {
    return get(MOMENTUM);
  }

  /** Returns a copy of which each step keeps another part of the moving mean and variance, in [0, 1]. */
  public BatchNormalization momentum(double momentum) {
    return with(this, MOMENTUM, momentum);
  }

  /** The moving mean's first values; {@code zeros} by default. */
  public Initializer movingMeanInitializer() {
    return get(MOVING_MEAN_INITIALIZER);
  }

  /** Returns a copy with other first values of the moving mean. */
  public BatchNormalization movingMeanInitializer(Initializer initializer) {
    return with(this, MOVING_MEAN_INITIALIZER, initializer);
  }

  /** Returns a copy with other first values of the moving mean, by Keras' name. */
  public BatchNormalization movingMeanInitializer(String identifier) {
    return movingMeanInitializer(Initializers.get(identifier));
  }

  /** The moving variance's first values; {@code ones} by default. */
  public Initializer movingVarianceInitializer() {
    return get(MOVING_VARIANCE_INITIALIZER);
  }

  /** Returns a copy with other first values of the moving variance. */
  public BatchNormalization movingVarianceInitializer(Initializer initializer) {
    return with(this, MOVING_VARIANCE_INITIALIZER, initializer);
  }

  /** Returns a copy with other first values of the moving variance, by Keras' name. */
  public BatchNormalization movingVarianceInitializer(String identifier) {
    return movingVarianceInitializer(Initializers.get(identifier));
  }

  @Override
  protected void checkInputs(List<Shape> inputs, String label) {
    NormalizationAxes.check(List.of(axis()), inputs.get(0), label);
  }

  @Override
  protected List<WeightSpec> weights(List<Shape> inputs) {
    Shape channels = Shape.of(inputs.get(0).dim(axis()));
    List<WeightSpec> weights = new ArrayList<>(gammaAndBeta(channels));
    weights.add(WeightSpec.of("moving_mean", channels, movingMeanInitializer()).trainable(false));
    weights.add(WeightSpec.of("moving_variance", channels, movingVarianceInitializer()).trainable(false));
    return weights;
  }

  @Override
  protected Tensor call(Tensor x, Call call) {
    int channels = x.shape().axis(axis());
    Shape meeting = NormalizationAxes.alone(x.shape(), channels);
    Tensor mean = reshape(call.weight("moving_mean"), meeting);
    Tensor variance = reshape(call.weight("moving_variance"), meeting);
    if (call.training() && call.trainable()) {
      int[] others = NormalizationAxes.others(x.rank(), channels);
      Tensor mask = call.mask() == null ? null : stepsOf(x, call);
      Tensor batchMean = mask == null ? mean(x, true, others) : maskedMean(x, mask, others);
      Tensor distance = square(subtract(x, batchMean));
      Tensor batchVariance = mask == null ? mean(distance, true, others) : maskedMean(distance, mask, others);
      move(call, "moving_mean", mean, batchMean);
      move(call, "moving_variance", variance, batchVariance);
      mean = batchMean;
      variance = batchVariance;
    }
    return scaled(normalized(x, mean, variance), call, meeting);
  }

  /** The mask, with an axis of length 1 for the channels. */
  private Tensor stepsOf(Tensor x, Call call) {
    if (call.mask().rank() != x.rank() - 1 || x.shape().axis(axis()) != x.rank() - 1) {
      throw new ShapeMismatchException(label(call.layerName()),
          "a mask of all axes of the input " + x.shape() + " but the last, its channels", call.mask().shape());
    }
    return Masks.withRank(call.mask(), x.rank());
  }

  private static Tensor maskedMean(Tensor x, Tensor mask, int... axes) {
    return divide(sum(multiply(x, mask), true, axes), add(sum(mask, true, axes), NO_STEPS));
  }

  private void move(Call call, String weight, Tensor moving, Tensor batch) {
    Tensor moved = add(multiply(moving, momentum()), multiply(batch, 1 - momentum()));
    call.update(weight, reshape(moved, call.weight(weight).shape()));
  }
}
