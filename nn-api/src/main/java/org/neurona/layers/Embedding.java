package org.neurona.layers;

import static org.neurona.ops.Ops.constant;
import static org.neurona.ops.Ops.equal;
import static org.neurona.ops.Ops.subtract;

import java.util.List;
import org.neurona.Shape;
import org.neurona.config.Setting;
import org.neurona.constraints.Constraint;
import org.neurona.constraints.Constraints;
import org.neurona.initializers.Initializer;
import org.neurona.initializers.Initializers;
import org.neurona.ops.Gather;
import org.neurona.ops.Tensor;
import org.neurona.regularizers.Regularizer;
import org.neurona.regularizers.Regularizers;

/**
 * A vector for each whole number: row i of a table for the number i. Keras' {@code Embedding}.
 *
 * <p>Input of any shape with numbers from 0 to {@code inputDim - 1}, output the same with an axis of {@code outputDim}
 * behind it; weights embeddings {@code (inputDim, outputDim)}. Another number is an error when it is met. With {@code
 * maskZero} the number 0 is padding, which layers behind skip.
 */
public final class Embedding extends Layer {
  private static final Setting<Integer> INPUT_DIM = Setting.positiveInt("input_dim");
  private static final Setting<Integer> OUTPUT_DIM = Setting.positiveInt("output_dim");
  private static final Setting<Initializer> INITIALIZER = Initializers.setting("embeddings_initializer", "uniform");
  private static final Setting<Regularizer> REGULARIZER = Regularizers.setting("embeddings_regularizer");
  private static final Setting<Regularizer> ACTIVITY_REGULARIZER = Regularizers.setting("activity_regularizer");
  private static final Setting<Constraint> CONSTRAINT = Constraints.setting("embeddings_constraint");
  private static final Setting<Boolean> MASK_ZERO = Setting.flag("mask_zero", false);

  /**
   * A table.
   *
   * @param inputDim how many numbers there are: the largest plus one
   * @param outputDim the length of the vectors
   * @throws IllegalArgumentException if one is not positive
   */
  public Embedding(int inputDim, int outputDim) {
    super(List.of(INPUT_DIM, OUTPUT_DIM, INITIALIZER, REGULARIZER, ACTIVITY_REGULARIZER, CONSTRAINT, MASK_ZERO));
    set(INPUT_DIM, inputDim);
    set(OUTPUT_DIM, outputDim);
  }

  /** How many numbers there are. */
  public int inputDim() {
    return get(INPUT_DIM);
  }

  /** The length of the vectors. */
  public int outputDim() {
    return get(OUTPUT_DIM);
  }

  /** The table's first values; {@code uniform}, between -0.05 and 0.05, by default. */
  public Initializer embeddingsInitializer() {
    return get(INITIALIZER);
  }

  /** Returns a copy with other first values of the table. */
  public Embedding embeddingsInitializer(Initializer initializer) {
    return with(this, INITIALIZER, initializer);
  }

  /** Returns a copy with other first values of the table, by Keras' name. */
  public Embedding embeddingsInitializer(String identifier) {
    return embeddingsInitializer(Initializers.get(identifier));
  }

  /** The penalty on the table, or null, the default. */
  public Regularizer embeddingsRegularizer() {
    return get(REGULARIZER);
  }

  /** Returns a copy with a penalty on the table; null for none. */
  public Embedding embeddingsRegularizer(Regularizer regularizer) {
    return with(this, REGULARIZER, regularizer);
  }

  /** Returns a copy with a penalty on the table, by Keras' name. */
  public Embedding embeddingsRegularizer(String identifier) {
    return embeddingsRegularizer(Regularizers.get(identifier));
  }

  /** The penalty on the output, or null, the default. */
  public Regularizer activityRegularizer() {
    return get(ACTIVITY_REGULARIZER);
  }

  /** Returns a copy with a penalty on the output, taken as the mean over the batch; null for none. */
  public Embedding activityRegularizer(Regularizer regularizer) {
    return with(this, ACTIVITY_REGULARIZER, regularizer);
  }

  /** Returns a copy with a penalty on the output, by Keras' name. */
  public Embedding activityRegularizer(String identifier) {
    return activityRegularizer(Regularizers.get(identifier));
  }

  /** What the table is brought back to after each step, or null, the default. */
  public Constraint embeddingsConstraint() {
    return get(CONSTRAINT);
  }

  /** Returns a copy whose table obeys a constraint; null for none. */
  public Embedding embeddingsConstraint(Constraint constraint) {
    return with(this, CONSTRAINT, constraint);
  }

  /** Returns a copy whose table obeys a constraint, by Keras' name. */
  public Embedding embeddingsConstraint(String identifier) {
    return embeddingsConstraint(Constraints.get(identifier));
  }

  /** Whether 0 is padding, which layers behind skip; false by default. */
  public boolean maskZero() {
    return get(MASK_ZERO);
  }

  /** Returns a copy that takes 0 for padding, or for a number like others. */
  public Embedding maskZero(boolean maskZero) {
    return with(this, MASK_ZERO, maskZero);
  }

  @Override
  public Embedding name(String name) {
    return (Embedding) super.name(name);
  }

  @Override
  public Embedding trainable(boolean trainable) {
    return (Embedding) super.trainable(trainable);
  }

  @Override
  public Embedding inputShape(int... dims) {
    return (Embedding) super.inputShape(dims);
  }

  @Override
  protected List<WeightSpec> weights(List<Shape> inputs) {
    return List.of(WeightSpec.of("embeddings", Shape.of(inputDim(), outputDim()), embeddingsInitializer())
        .regularizer(embeddingsRegularizer()).constraint(embeddingsConstraint()));
  }

  @Override
  public boolean supportsMasking() {
    return maskZero();
  }

  @Override
  public List<Tensor> computeMask(List<Tensor> inputs, List<Tensor> masks) {
    return maskZero() ? List.of(subtract(1, equal(inputs.get(0), constant(0)))) : List.of();
  }

  @Override
  protected Tensor call(Tensor x, Call call) {
    Tensor output = Tensor.of(new Gather(label(call.layerName())), call.weight("embeddings"), x);
    call.addPenalty(activityRegularizer(), output);
    return output;
  }
}
