package org.neurona.layers;

import java.util.ArrayList;
import java.util.List;
import org.neurona.Shape;
import org.neurona.config.Setting;
import org.neurona.ops.Tensor;

/**
 * One step of a recurrent layer, as a formula: what {@link RNN} runs over a sequence. A cell of one's own says which
 * states it hands on, declares its weights and writes the step:
 *
 * <pre>{@code
 * final class Minimal extends RNNCell {
 *   Minimal() {
 *     super(List.of());
 *   }
 *
 *   public List<Shape> stateShapes() {
 *     return List.of(Shape.of(32));
 *   }
 *
 *   protected List<WeightSpec> weights(List<Shape> inputs) {
 *     return List.of(WeightSpec.of("kernel", Shape.of(inputs.get(0).dim(-1), 32), Initializers.get("glorot_uniform")),
 *         WeightSpec.of("recurrent_kernel", Shape.of(32, 32), Initializers.get("orthogonal")));
 *   }
 *
 *   protected Step step(Tensor x, List<Tensor> states, Call call) {
 *     Tensor h = add(matmul(x, call.weight("kernel")), matmul(states.get(0), call.weight("recurrent_kernel")));
 *     return new Step(h, List.of(h));
 *   }
 * }
 * }</pre>
 *
 * <p>What a step computes without states runs for the whole sequence at once, and random numbers are the same in all
 * steps. As a layer a cell takes {@code (batch, features)} and its states, and gives the output and the new states.
 */
public abstract class RNNCell extends Layer {
  /**
   * What a step gives.
   *
   * @param output its output
   * @param states the states for the next step
   */
  public record Step(Tensor output, List<Tensor> states) {
    /** Copies the list. */
    public Step {
      states = List.copyOf(states);
    }
  }

  /** A cell with the common settings of layers and these. */
  protected RNNCell(List<Setting<?>> settings) {
    super(settings);
  }

  /** The shapes that the states have for one row. Keras' {@code state_size}. */
  public abstract List<Shape> stateShapes();

  /** The shape that the output has for one row: by default the first state's. Keras' {@code output_size}. */
  public Shape outputShape() {
    return stateShapes().get(0);
  }

  /** Which of the new states the output is; -1, the default, if it is none of them. */
  protected int outputState() {
    return -1;
  }

  /**
   * The formula of a step.
   *
   * @param x the input of the step, {@code (batch, features)}
   * @param states the states, each {@code (batch, ...)}
   * @param call the cell's weights, and whether it trains
   */
  protected abstract Step step(Tensor x, List<Tensor> states, Call call);

  @Override
  protected final List<Tensor> call(List<Tensor> inputs, Call call) {
    int states = stateShapes().size();
    if (inputs.size() != states + 1) {
      throw new IllegalArgumentException("it takes an input and " + states + (states == 1 ? " state" : " states")
          + ", got " + inputs.size() + (inputs.size() == 1 ? " input" : " inputs"));
    }
    Step step = step(inputs.get(0), inputs.subList(1, inputs.size()), call);
    List<Tensor> all = new ArrayList<>(List.of(step.output()));
    all.addAll(step.states());
    return all;
  }
}
