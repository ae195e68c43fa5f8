package org.neurona.layers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.ShapeMismatchException;
import org.neurona.config.Configurable;
import org.neurona.config.Setting;
import org.neurona.ops.Node;
import org.neurona.ops.Tensor;

/**
 * The declaration of a layer: its settings, its weights and its forward formula. Immutable, and without numbers: those
 * belong to models. As in Keras, one instance has one set of weights, wherever it is applied, in several models too
 * ({@link LayerState} says how). Two layers with equal settings are still two, and so are a layer and its {@link #copy}.
 *
 * <p>A layer of one's own declares its weights and writes the formula; gradients, engines and files follow:
 *
 * <pre>{@code
 * final class Scale extends Layer {
 *   Scale() {
 *     super(List.of());
 *   }
 *
 *   protected List<WeightSpec> weights(List<Shape> inputs) {
 *     return List.of(WeightSpec.of("factor", Shape.of(inputs.get(0).dim(-1)), Initializers.get("ones")));
 *   }
 *
 *   protected Tensor call(Tensor x, Call call) {
 *     return multiply(x, call.weight("factor"));
 *   }
 * }
 * }</pre>
 */
public abstract class Layer extends Configurable {
  private static final Setting<String> NAME = Setting.text("name", null);
  private static final Setting<Boolean> TRAINABLE = Setting.flag("trainable", true);
  private static final Setting<Shape> INPUT_SHAPE = Setting.shape("input_shape");

  /** A layer with the common settings ({@code name}, {@code trainable}, {@code input_shape}) and these. */
  protected Layer(List<Setting<?>> settings) {
    super(Setting.joined(List.of(NAME, TRAINABLE, INPUT_SHAPE), settings));
  }

  /** The name that was given, or null where the model finds one. */
  public String name() {
    return get(NAME);
  }

  /** Returns a copy with a name, unique in its model: {@code hidden}. */
  public Layer name(String name) {
    return with(this, NAME, name);
  }

  /** Whether training is to change the layer's weights, as declared; {@link LayerState} has what models say later. */
  public final boolean trainable() {
    return get(TRAINABLE);
  }

  /** Returns a copy whose weights training changes, or leaves alone. */
  public Layer trainable(boolean trainable) {
    return with(this, TRAINABLE, trainable);
  }

  /** Returns a copy with equal settings, which is another layer: it has weights of its own. */
  public final Layer copy() {
    return with(this, TRAINABLE, trainable());
  }

  /** The shape of one input row that was given, or null. */
  public Shape inputShape() {
    return get(INPUT_SHAPE);
  }

  /** Returns a copy that, as the first of a Sequential model, says what one input row looks like. */
  public Layer inputShape(int... dims) {
    return with(this, INPUT_SHAPE, Shape.of(dims));
  }

  /** Sets the shape of one input row; for constructors. */
  protected final void setInputShape(Shape shape) {
    set(INPUT_SHAPE, shape);
  }

  /**
   * The weights for inputs of these shapes, in Keras' order; none unless a layer says so.
   *
   * @param inputs the shapes of the inputs, the batch axis first
   */
  protected List<WeightSpec> weights(List<Shape> inputs) {
    return List.of();
  }

  /**
   * What the layer keeps from one batch to the next besides its weights, as stateful recurrent layers do; none unless a
   * layer says so. The formula reads such a state with {@link Call#weight} and gives it a new value with {@link
   * Call#update}. States begin as zeros, and {@link #resetStates} brings them back to these; as in Keras they are no
   * weights: not counted, not trained and not in files.
   *
   * @param inputs the shapes of the inputs, the batch axis first
   * @param label the layer as messages call it: {@code LSTM "memory"}
   */
  protected List<WeightSpec> states(List<Shape> inputs, String label) {
    return List.of();
  }

  /**
   * The forward formula of a layer with one input and one output.
   *
   * @param input the input, the batch axis first
   * @param call the layer's weights, and whether it trains
   */
  protected Tensor call(Tensor input, Call call) {
    throw new UnsupportedOperationException(className() + " must override one of the two call methods");
  }

  /** The forward formula of a layer with any number of inputs and outputs; one of each unless overridden. */
  protected List<Tensor> call(List<Tensor> inputs, Call call) {
    if (inputs.size() != 1) {
      throw new IllegalArgumentException("it takes 1 input, got " + inputs.size());
    }
    return List.of(call(inputs.get(0), call));
  }

  /**
   * Says what is wrong with inputs of these shapes; nothing unless a layer overrides it.
   *
   * @param label the layer as messages call it: {@code Dense "hidden"}
   * @throws ShapeMismatchException if a shape does not fit
   */
  protected void checkInputs(List<Shape> inputs, String label) {}

  /**
   * Whether masks of the inputs go through the layer, or end in it in good order; false unless a layer says so. What
   * comes out of a layer that does not support them has no mask, and a warning says so.
   */
  public boolean supportsMasking() {
    return false;
  }

  /**
   * The masks of the outputs: by default the first input's, for the first output.
   *
   * @param inputs the inputs, of wholly known shapes
   * @param masks the mask of each input, 1 where a step counts and 0 where it does not, of the input's leading axes
   *     {@code (batch, time)}; null for an input without one
   * @return a mask or null for each output; a shorter list leaves the rest without
   */
  public List<Tensor> computeMask(List<Tensor> inputs, List<Tensor> masks) {
    return supportsMasking() && !masks.isEmpty() ? Collections.singletonList(masks.get(0)) : List.of();
  }

  /**
   * Applies the layer to tensors, for the functional API.
   *
   * @return the output
   * @throws ShapeMismatchException if a shape does not fit
   * @throws IllegalStateException if the layer has several outputs: {@link #applyAll} gives them
   */
  public final Tensor apply(Tensor... inputs) {
    List<Tensor> outputs = applyAll(inputs);
    if (outputs.size() != 1) {
      throw new IllegalStateException(className() + " has " + outputs.size() + " outputs; use applyAll");
    }
    return outputs.get(0);
  }

  /** Applies the layer to tensors. */
  public final Tensor apply(List<Tensor> inputs) {
    return apply(inputs.toArray(new Tensor[0]));
  }

  /** Applies the layer to tensors and returns all outputs. */
  public final List<Tensor> applyAll(Tensor... inputs) {
    return Node.of(new LayerCall(this), List.of(inputs)).outputs();
  }

  /**
   * The weights for inputs of these shapes, after a check of the shapes; for models and engines.
   *
   * @param name the layer's name in its model
   */
  public final List<WeightSpec> declareWeights(List<Shape> inputs, String name) {
    checkInputs(inputs, label(name));
    return List.copyOf(weights(inputs));
  }

  /**
   * The states for inputs of these shapes, which were checked; for models and engines.
   *
   * @param name the layer's name in its model
   */
  public final List<WeightSpec> declareStates(List<Shape> inputs, String name) {
    return List.copyOf(states(inputs, label(name)));
  }

  /**
   * Sets all that the layer keeps from one batch to the next to 0, in every model with the layer; does nothing where it
   * keeps nothing, or no batch has come yet. Keras' {@code reset_state}.
   */
  public void resetStates() {
    LayerWeights held = LayerState.of(this).weights();
    if (held != null) {
      held.setStates(held.states().stream().map(state -> NDArray.zeros(state.shape().dims())).toList());
    }
  }

  /** Writes the forward formula down for some tensors; for models and engines. */
  public final List<Tensor> trace(List<Tensor> inputs, Call call) {
    List<Shape> shapes = Tensor.shapes(inputs);
    checkInputs(shapes, label(call.layerName()));
    try {
      List<Tensor> outputs = call(inputs, call);
      call.made(outputs);
      return outputs;
    } catch (ShapeMismatchException e) {
      throw e;
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException(label(call.layerName()) + " can't take input of shape "
          + String.join(", ", shapes.stream().map(Shape::toString).toList()) + ": " + e.getMessage(), e);
    }
  }

  /**
   * The masks of the outputs, after a warning where they are lost; for models, and for layers that are made of others.
   *
   * @param inputs what {@link #trace} was given
   * @param masks the mask of each input, or null for one without
   * @param outputs how many outputs there are
   * @param call what {@link #trace} was given
   */
  public final List<Tensor> masks(List<Tensor> inputs, List<Tensor> masks, int outputs, Call call) {
    if (!supportsMasking() && hasAny(masks)) {
      LostMasks.warn(this, call.layerName());
    }
    List<Tensor> computed =
        new ArrayList<>(call.outputMasks() != null ? call.outputMasks() : computeMask(inputs, masks));
    while (computed.size() < outputs) {
      computed.add(null);
    }
    return computed;
  }

  private static boolean hasAny(List<Tensor> masks) {
    for (Tensor mask : masks) {
      if (mask != null) {
        return true;
      }
    }
    return false;
  }

  /** The layer as messages call it: {@code Dense "hidden"}. */
  public final String label(String name) {
    return name.isEmpty() ? className() : className() + " \"" + name + "\"";
  }
}
