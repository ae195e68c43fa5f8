package org.neurona.layers;

import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.negative;
import static org.neurona.ops.Ops.relu;
import static org.neurona.ops.Ops.subtract;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
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
 * {@code x}, or {@code alpha x} below 0, where alpha is learned (He et al., 2015). Keras' {@code PReLU}. Input and
 * output have the same shape; weight alpha has that of an input row, but for the axes that share it, which have length
 * 1.
 */
public final class PReLU extends Layer {
  private static final WeightSettings ALPHA = WeightSettings.of("alpha", "zeros");
  private static final Setting<List<Integer>> SHARED_AXES = AxisSettings.several("shared_axes",
      axes -> axes == null || axes.stream().allMatch(axis -> axis > 0), null);

  /** A layer with an alpha of 0 for each place of a row. */
  public PReLU() {
    super(settings());
  }

  private static List<Setting<?>> settings() {
    List<Setting<?>> settings = new ArrayList<>(ALPHA.all());
    settings.add(SHARED_AXES);
    return settings;
  }

  /** The first values of alpha; {@code zeros} by default. */
  public Initializer alphaInitializer() {
    return get(ALPHA.initializer());
  }

  /** Returns a copy with other first values of alpha. */
  public PReLU alphaInitializer(Initializer initializer) {
    return with(this, ALPHA.initializer(), initializer);
  }

  /** Returns a copy with other first values of alpha, by Keras' name. */
  public PReLU alphaInitializer(String identifier) {
    return alphaInitializer(Initializers.get(identifier));
  }

  /** The penalty on alpha, or null, the default. */
  public Regularizer alphaRegularizer() {
    return get(ALPHA.regularizer());
  }

  /** Returns a copy with a penalty on alpha; null for none. */
  public PReLU alphaRegularizer(Regularizer regularizer) {
    return with(this, ALPHA.regularizer(), regularizer);
  }

  /** Returns a copy with a penalty on alpha, by Keras' name. */
  public PReLU alphaRegularizer(String identifier) {
    return alphaRegularizer(Regularizers.get(identifier));
  }

  /** What alpha is brought back to after each step, or null, the default. */
  public Constraint alphaConstraint() {
    return get(ALPHA.constraint());
  }

  /** Returns a copy whose alpha obeys a constraint; null for none. */
  public PReLU alphaConstraint(Constraint constraint) {
    return with(this, ALPHA.constraint(), constraint);
  }

  /** Returns a copy whose alpha obeys a constraint, by Keras' name. */
  public PReLU alphaConstraint(String identifier) {
    return alphaConstraint(Constraints.get(identifier));
  }

  /** The axes whose places have one alpha, or null, the default, for none. */
  public List<Integer> sharedAxes() {
    return get(SHARED_AXES);
  }

  /** Returns a copy in which the places of some axes have one alpha: 1 and 2 for images with one for each channel. */
  public PReLU sharedAxes(int... axes) {
    return with(this, SHARED_AXES, IntStream.of(axes).boxed().toList());
  }

  @Override
  public PReLU name(String name) {
    return (PReLU) super.name(name);
  }

  @Override
  public boolean supportsMasking() {
    return true;
  }

  @Override
  protected void checkInputs(List<Shape> inputs, String label) {
    Shape input = inputs.get(0);
    if (sharedAxes() != null && sharedAxes().stream().anyMatch(axis -> axis >= input.rank())) {
      throw new ShapeMismatchException(label, "input with axes sharedAxes=" + sharedAxes(), input);
    }
    if (!alphaShape(input).isKnown()) {
      throw new ShapeMismatchException(label, "input of which all axes are known that do not share alpha", input);
    }
  }

  private Shape alphaShape(Shape input) {
    Shape alpha = input.slice(1, input.rank());
    for (int axis : sharedAxes() == null ? List.<Integer>of() : sharedAxes()) {
      alpha = alpha.withDim(axis - 1, 1);
    }
    return alpha;
  }

  @Override
  protected List<WeightSpec> weights(List<Shape> inputs) {
    return List.of(WeightSpec.of("alpha", alphaShape(inputs.get(0)), alphaInitializer())
        .regularizer(alphaRegularizer()).constraint(alphaConstraint()));
  }

  @Override
  protected Tensor call(Tensor x, Call call) {
    return subtract(relu(x), multiply(call.weight("alpha"), relu(negative(x))));
  }
}
