package org.neurona.layers;

import static org.neurona.ops.Ops.add;
import static org.neurona.ops.Ops.constant;
import static org.neurona.ops.Ops.expandDims;
import static org.neurona.ops.Ops.matmul;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.repeat;
import static org.neurona.ops.Ops.reshape;
import static org.neurona.ops.Ops.transpose;
import static org.neurona.ops.Ops.where;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.neurona.Shape;
import org.neurona.ShapeMismatchException;
import org.neurona.config.Setting;
import org.neurona.constraints.Constraint;
import org.neurona.constraints.Constraints;
import org.neurona.initializers.Initializer;
import org.neurona.initializers.Initializers;
import org.neurona.ops.Tensor;
import org.neurona.regularizers.Regularizer;
import org.neurona.regularizers.Regularizers;

/**
 * What {@link MultiHeadAttention} and {@link GroupQueryAttention} have in common: queries, keys and values are
 * projected for each head, heads attend on their own, {@code softmax(query key^T / sqrt(dim)) value}, and what they
 * give is projected together. The settings of kernels and biases hold for all four projections, and the penalty on the
 * activity is that of each projection's output.
 *
 * <p>A fourth input is Keras' {@code attention_mask}: not 0 where a query may see a step, of shape {@code (batch, T, S)},
 * or {@code (batch, heads, T, S)} with a mask for each head; batch and heads may be 1 for all alike. It comes together
 * with the masks of the sequences and the causal one: {@code layer.apply(query, value, key, attentionMask)}, where the
 * value may be the key, too.
 *
 * @param <L> the layer itself, which fluent methods return
 */
public abstract class BaseMultiHeadAttention<L extends BaseMultiHeadAttention<L>> extends BaseAttention<L> {
  private static final Setting<Boolean> USE_BIAS = Setting.flag("use_bias", true);
  private static final WeightSettings KERNEL = WeightSettings.of("kernel", "glorot_uniform");
  private static final WeightSettings BIAS = WeightSettings.of("bias", "zeros");
  private static final Setting<Regularizer> ACTIVITY_REGULARIZER = Regularizers.setting("activity_regularizer");

  /** A layer with settings before those of dropout and bias, some behind, and those of the projections. */
  BaseMultiHeadAttention(List<Setting<?>> settings, Setting<?>... further) {
    super(Stream.<List<Setting<?>>>of(settings, List.of(DROPOUT, USE_BIAS), List.of(further),
        List.of(KERNEL.initializer(), BIAS.initializer(), KERNEL.regularizer(), BIAS.regularizer(),
            ACTIVITY_REGULARIZER, KERNEL.constraint(), BIAS.constraint())).<Setting<?>>flatMap(List::stream).toList());
  }

  /** Whether projections add a bias; true by default. */
  public final boolean useBias() {
    return get(USE_BIAS);
  }

  /** Returns a copy whose projections have a bias or none. */
  public final L useBias(boolean useBias) {
    return with(self(), USE_BIAS, useBias);
  }

  /** The kernels' first values; {@code glorot_uniform} by default. */
  public final Initializer kernelInitializer() {
    return get(KERNEL.initializer());
  }

  /** Returns a copy with other first values of the kernels. */
  public final L kernelInitializer(Initializer initializer) {
    return with(self(), KERNEL.initializer(), initializer);
  }

  /** Returns a copy with other first values of the kernels, by Keras' name. */
  public final L kernelInitializer(String identifier) {
    return kernelInitializer(Initializers.get(identifier));
  }

  /** The biases' first values; {@code zeros} by default. */
  public final Initializer biasInitializer() {
    return get(BIAS.initializer());
  }

  /** Returns a copy with other first values of the biases. */
  public final L biasInitializer(Initializer initializer) {
    return with(self(), BIAS.initializer(), initializer);
  }

  /** Returns a copy with other first values of the biases, by Keras' name. */
  public final L biasInitializer(String identifier) {
    return biasInitializer(Initializers.get(identifier));
  }

  /** The penalty on each kernel, or null, the default. */
  public final Regularizer kernelRegularizer() {
    return get(KERNEL.regularizer());
  }

  /** Returns a copy with a penalty on each kernel; null for none. */
  public final L kernelRegularizer(Regularizer regularizer) {
    return with(self(), KERNEL.regularizer(), regularizer);
  }

  /** Returns a copy with a penalty on each kernel, by Keras' name. */
  public final L kernelRegularizer(String identifier) {
    return kernelRegularizer(Regularizers.get(identifier));
  }

  /** The penalty on each bias, or null, the default. */
  public final Regularizer biasRegularizer() {
    return get(BIAS.regularizer());
  }

  /** Returns a copy with a penalty on each bias; null for none. */
  public final L biasRegularizer(Regularizer regularizer) {
    return with(self(), BIAS.regularizer(), regularizer);
  }

  /** Returns a copy with a penalty on each bias, by Keras' name. */
  public final L biasRegularizer(String identifier) {
    return biasRegularizer(Regularizers.get(identifier));
  }

  /** The penalty on the output of each projection, or null, the default. */
  public final Regularizer activityRegularizer() {
    return get(ACTIVITY_REGULARIZER);
  }

  /** Returns a copy with a penalty on the output of each projection, its mean over the batch; null for none. */
  public final L activityRegularizer(Regularizer regularizer) {
    return with(self(), ACTIVITY_REGULARIZER, regularizer);
  }

  /** Returns a copy with a penalty on the output of each projection, by Keras' name. */
  public final L activityRegularizer(String identifier) {
    return activityRegularizer(Regularizers.get(identifier));
  }

  /** What each kernel is brought back to after each step, or null, the default. */
  public final Constraint kernelConstraint() {
    return get(KERNEL.constraint());
  }

  /** Returns a copy whose kernels obey a constraint; null for none. */
  public final L kernelConstraint(Constraint constraint) {
    return with(self(), KERNEL.constraint(), constraint);
  }

  /** Returns a copy whose kernels obey a constraint, by Keras' name. */
  public final L kernelConstraint(String identifier) {
    return kernelConstraint(Constraints.get(identifier));
  }

  /** What each bias is brought back to after each step, or null, the default. */
  public final Constraint biasConstraint() {
    return get(BIAS.constraint());
  }

  /** Returns a copy whose biases obey a constraint; null for none. */
  public final L biasConstraint(Constraint constraint) {
    return with(self(), BIAS.constraint(), constraint);
  }

  /** Returns a copy whose biases obey a constraint, by Keras' name. */
  public final L biasConstraint(String identifier) {
    return biasConstraint(Constraints.get(identifier));
  }

  @Override
  final void requireCount(int inputs, String label) {
    if (inputs < 2 || inputs > 4) {
      throw new IllegalArgumentException(label + " layer accepts inputs list of length 2 to 4, namely [query, value], "
          + "[query, value, key] or [query, value, key, attention_mask]. Received length: " + inputs + ".");
    }
  }

  @Override
  final void checkMask(Shape mask, Shape pairs, String label) {
    boolean byHead = mask.rank() == 4;
    Shape wanted = byHead ? Shape.of(pairs.dim(0), heads().queries(), pairs.dim(1), pairs.dim(2)) : pairs;
    Shape given = mask;
    for (int axis = 0; axis < mask.rank() - 2; axis++) { // 1 is for all alike
      given = given.dim(axis) == 1 ? given.withDim(axis, Shape.UNKNOWN) : given;
    }
    if (!given.isCompatibleWith(wanted)) {
      throw new ShapeMismatchException(label, "an attention mask of shape " + wanted, mask);
    }
  }

  /** How many heads queries have, and how many the keys and values, which serve that many queries together. */
  abstract Heads heads();

  /** The lengths of one step of the output, for a query of this shape. */
  abstract Shape features(Shape query);

  /** Whether the penalty on the activity is that of the layer's outputs, too, besides that of each projection. */
  boolean penalizesOutputs() {
    return false;
  }

  /**
   * How many heads there are and how long their vectors are.
   *
   * @param queries of queries
   * @param keys of keys and values; a divisor of the queries'
   * @param keyDim the length of a query or key
   * @param valueDim the length of a value
   */
  record Heads(int queries, int keys, int keyDim, int valueDim) {}

  @Override
  protected final List<WeightSpec> weights(List<Shape> inputs) {
    Heads heads = heads();
    Shape output = features(inputs.get(0));
    List<WeightSpec> weights = new ArrayList<>();
    declare("query", inputs.get(0).slice(2, 3), Shape.of(heads.queries(), heads.keyDim()), weights);
    declare("key", key(inputs).slice(2, 3), Shape.of(heads.keys(), heads.keyDim()), weights);
    declare("value", inputs.get(1).slice(2, 3), Shape.of(heads.keys(), heads.valueDim()), weights);
    declare("attention_output", Shape.of(heads.queries(), heads.valueDim()), output, weights);
    return weights;
  }

  /** The kernel of a projection and its bias, unless it is switched off. */
  private void declare(String projection, Shape from, Shape to, List<WeightSpec> weights) {
    List<Integer> kernel = new ArrayList<>(from.toList());
    kernel.addAll(to.toList());
    weights.add(weight(projection + "/kernel", Shape.of(kernel), KERNEL));
    if (useBias()) {
      weights.add(weight(projection + "/bias", to, BIAS));
    }
  }

  private WeightSpec weight(String name, Shape shape, WeightSettings settings) {
    return WeightSpec.of(name, shape, get(settings.initializer())).regularizer(get(settings.regularizer()))
        .constraint(get(settings.constraint()));
  }

  @Override
  protected final List<Tensor> call(List<Tensor> inputs, Call call) {
    Heads heads = heads();
    Tensor query = byHead(inputs.get(0), "query", heads.queries(), heads.keyDim(), call);
    Tensor key = shared(byHead(key(inputs), "key", heads.keys(), heads.keyDim(), call));
    Tensor value = shared(byHead(inputs.get(1), "value", heads.keys(), heads.valueDim(), call));
    Tensor mask = all(ofQueries(call.mask(0)), ofSteps(call.mask(1)), ofSteps(inputs.size() < 3 ? null : call.mask(2)),
        causalMask(inputs));
    Tensor given = inputs.size() < 4 ? null : inputs.get(3);
    Tensor scores = matmul(multiply(query, 1 / Math.sqrt(heads.keyDim())), key, false, true);
    Tensor seenSteps = all(forHeads(mask), forHeads(given));
    // As in Keras' softmax of a mask, a query that may see nothing gives 0.
    Tensor shares = seenSteps == null ? shares(scores, null)
        : where(seenSteps, shares(scores, seenSteps), constant(0));
    Tensor seen = transpose(matmul(dropped(shares, call), value), 0, 2, 1, 3);
    Shape steps = inputs.get(0).shape().slice(0, 2);
    List<Tensor> outputs =
        outputs(projected(seen, 2, "attention_output", steps, features(inputs.get(0).shape()), call), shares);
    if (penalizesOutputs()) {
      outputs.forEach(output -> call.addPenalty(activityRegularizer(), output));
    }
    return outputs;
  }

  /** A mask of the same for all heads, to meet scores. */
  private static Tensor forHeads(Tensor mask) {
    return mask == null || mask.rank() != 3 ? mask : expandDims(mask, 1);
  }

  /** The projection of a sequence for each head: {@code (batch, heads, time, dim)}. */
  private Tensor byHead(Tensor x, String projection, int heads, int dim, Call call) {
    return transpose(projected(x, 1, projection, x.shape().slice(0, 2), Shape.of(heads, dim), call), 0, 2, 1, 3);
  }

  /** Each head of keys or values for all heads of queries that it serves. */
  private Tensor shared(Tensor x) {
    int times = heads().queries() / heads().keys();
    return times == 1 ? x : repeat(x, times, 1);
  }

  /**
   * A projection: the product of the last axes with the kernel, and the bias, all steps of all rows in one product.
   *
   * @param axes how many axes are multiplied
   * @param steps the axes that stay
   * @param to the axes that take the place of those that are multiplied
   */
  private Tensor projected(Tensor x, int axes, String projection, Shape steps, Shape to, Call call) {
    int in = x.shape().size(x.rank() - axes, x.rank());
    Tensor rows = matmul(reshape(x, Shape.UNKNOWN, in),
        reshape(call.weight(projection + "/kernel"), in, to.size()));
    Tensor biased = useBias() ? add(rows, reshape(call.weight(projection + "/bias"), to.size())) : rows;
    List<Integer> dims = new ArrayList<>(steps.toList());
    dims.addAll(to.toList());
    Tensor output = reshape(biased, Shape.of(dims));
    call.addPenalty(activityRegularizer(), output);
    return output;
  }
}
