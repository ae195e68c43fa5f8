package org.neurona;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.neurona.ops.Placeholder;
import org.neurona.ops.Tensor;
import org.neurona.spi.Engine;
import org.neurona.spi.Engines;
import org.neurona.spi.Tape;

/**
 * Gradients of any formula by arrays and by the weights of models, for research code: TensorFlow's
 * {@code GradientTape}.
 *
 * <pre>{@code
 * var tape = new GradientTape();
 * Tensor x = tape.watch(images);
 * Tensor predicted = tape.call(model, x, true);
 * Tensor loss = new MeanSquaredError().batchLoss(tape.watch(targets), predicted, null);
 * List<NDArray> gradients = tape.gradient(loss, model);
 * model.applyGradients(gradients);
 * }</pre>
 *
 * <p>Nothing is computed until a value is asked for, and then only what it needs; gradients are tensors too, and have
 * gradients of their own. Random numbers are the same for all values of one tape, and others for the next. What layers
 * make of their own weights and states (moving averages, normalized kernels, states of stateful layers) is what the next
 * call begins with, and the model has it with the next value that is asked for; values of earlier calls stay as they
 * were. Each request plans its formula anew: for training at full speed, write a {@link
 * org.neurona.training.TrainStep}. A tape belongs to one thread, and so do the models that it calls while it does.
 */
public final class GradientTape {
  private final Map<Tensor, NDArray> watched = new IdentityHashMap<>();
  private Engine engine;
  private Tape tape;

  /** A tape on the engine of the first model that is called, or, without one, the fastest. */
  public GradientTape() {}

  /**
   * A tape on an engine.
   *
   * @param engine {@code simd}, {@code scalar}, {@code commons-math} or {@code auto}
   * @throws IllegalArgumentException if there is none of that name
   */
  public GradientTape(String engine) {
    use(Engines.find(engine, 0));
  }

  /** An array as a tensor, to write formulas with. */
  public Tensor watch(NDArray value) {
    Tensor tensor = Tensor.of(new Placeholder("watched array", value.shape()));
    watched.put(tensor, value);
    return tensor;
  }

  /**
   * The output of a model: Keras' {@code model(x, training=training)}.
   *
   * @param model a model with one input and one output
   * @param x rows of the shape that its input has
   * @param training whether layers behave as in training
   * @throws IllegalStateException if the model is not built, has several outputs, or runs on another engine
   */
  public Tensor call(Model model, Tensor x, boolean training) {
    List<Tensor> outputs = call(model, List.of(x), training);
    if (outputs.size() != 1) {
      throw new IllegalStateException("Model \"" + model.name() + "\" has " + outputs.size()
          + " outputs: use call(Model, List, boolean)");
    }
    return outputs.get(0);
  }

  /**
   * The outputs of a model.
   *
   * @param model the model
   * @param x rows for each of its inputs
   * @param training whether layers behave as in training
   * @throws IllegalArgumentException if the inputs are not those that the model has
   */
  public List<Tensor> call(Model model, List<Tensor> x, boolean training) {
    requireInputs(model, x);
    return on(model).call(model.runtime("GradientTape.call"), model.frozen(), x, training);
  }

  /** The trainable weights of a model as tensors, in their order. */
  public List<Tensor> weights(Model model) {
    return on(model).weights(model.runtime("GradientTape.weights"), model.frozen());
  }

  /**
   * The penalties on a model's weights and what its layers added to the loss in the calls so far, each a scalar: Keras'
   * {@code model.losses}.
   */
  public List<Tensor> losses(Model model) {
    return on(model).losses(model.runtime("GradientTape.losses"), model.frozen());
  }

  /** The numbers of a tensor. */
  public NDArray value(Tensor tensor) {
    return values(List.of(tensor)).get(0);
  }

  /** The numbers of several tensors, computed together. */
  public List<NDArray> values(List<Tensor> tensors) {
    return tape().values(tensors, watched);
  }

  /**
   * The gradients of a scalar as tensors, which may be part of further formulas; zeros by what the scalar does not
   * depend on.
   *
   * @throws IllegalArgumentException if {@code target} is no scalar
   */
  public List<Tensor> gradients(Tensor target, List<Tensor> sources) {
    return tape().gradients(target, sources);
  }

  /** The gradient of a scalar by a tensor. */
  public NDArray gradient(Tensor target, Tensor source) {
    return value(gradients(target, List.of(source)).get(0));
  }

  /** The gradients of a scalar by the trainable weights of a model, in their order. */
  public List<NDArray> gradient(Tensor target, Model model) {
    return values(gradients(target, weights(model)));
  }

  private Tape on(Model model) {
    use(model.engine());
    return tape;
  }

  private Tape tape() {
    if (tape == null) {
      use(Engines.find(null, 0));
    }
    return tape;
  }

  private void use(Engine wanted) {
    if (engine == null) {
      engine = wanted;
      tape = wanted.tape();
    } else if (!engine.name().equals(wanted.name())) {
      throw new IllegalStateException("The tape runs on engine " + engine.name() + ", but the model on "
          + wanted.name() + ": call the model before anything is computed, or give the tape its engine");
    }
  }

  private static void requireInputs(Model model, List<Tensor> x) {
    List<Shape> expected = model.graph().inputShapes();
    if (x.size() != expected.size()) {
      throw new IllegalArgumentException("GradientTape.call: model \"" + model.name() + "\" has " + expected.size()
          + " inputs. Received: " + x.size());
    }
    for (int i = 0; i < x.size(); i++) {
      if (!x.get(i).shape().isCompatibleWith(expected.get(i))) {
        throw new ShapeMismatchException("GradientTape.call: input " + i + " of model \"" + model.name() + "\"",
            "shape " + expected.get(i), x.get(i).shape());
      }
    }
  }
}
