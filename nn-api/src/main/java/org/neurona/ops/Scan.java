package org.neurona.ops;

import java.util.ArrayList;
import java.util.List;
import org.neurona.Shape;

/**
 * Runs a step over and over: each takes the states that the step before it left, and its slice of every sequence (along
 * the first axis), and gives new states and outputs. Keras' {@code ops.scan}.
 *
 * <p>Inputs: the first states, the sequences {@code (length, ...)}, what is the same in all steps. Outputs: the last
 * states, then the steps' outputs stacked, {@code (length, ...)}, each at the index of its slice in either direction.
 *
 * @param body the step
 * @param length how many steps there are; unknown until data arrives
 * @param reverse whether it runs from the last slice to the first
 */
public record Scan(ScanBody body, int length, boolean reverse) implements Op {
  /** One step, as a formula. */
  @FunctionalInterface
  public interface Step {
    /**
     * Writes the step down. Tensors from outside that it uses are the same in all steps, and so is what is computed
     * from them alone, random numbers too.
     *
     * @param states the states before the step
     * @param slices the step's slice of each sequence
     * @return the states after it, in the same order and shapes, and its outputs
     */
    Values of(List<Tensor> states, List<Tensor> slices);
  }

  /**
   * What a step, or all steps, give.
   *
   * @param states the states after it
   * @param outputs the outputs
   */
  public record Values(List<Tensor> states, List<Tensor> outputs) {
    /** Copies the lists. */
    public Values {
      states = List.copyOf(states);
      outputs = List.copyOf(outputs);
    }
  }

  /**
   * Checks the length.
   *
   * @throws IllegalArgumentException if there is no step
   */
  public Scan {
    if (length == 0) {
      throw new IllegalArgumentException("scan expects sequences of at least one step, got length 0");
    }
  }

  /**
   * A formula, scanned.
   *
   * @param step the formula of a step
   * @param initial the first states
   * @param sequences what is cut into slices along its first axis
   * @param length how many steps there are
   * @param reverse whether it runs from the last slice to the first
   * @return the last states, and the outputs, stacked along a new first axis
   * @throws IllegalArgumentException if a sequence has another length, or a state does not keep its shape
   */
  public static Values over(Step step, List<Tensor> initial, List<Tensor> sequences, int length, boolean reverse) {
    List<Tensor> states = new ArrayList<>();
    initial.forEach(state -> states.add(Tensor.of(new Placeholder("state", state.shape()))));
    List<Tensor> slices = new ArrayList<>();
    sequences.forEach(sequence -> slices.add(Tensor.of(new Placeholder("slice", sliceOf(sequence.shape())))));
    SliceProducts products =
        SliceProducts.of(step.of(List.copyOf(states), List.copyOf(slices)), states, slices, sequences);
    slices.addAll(products.slices());
    Closure closure = Closure.of(products.values(), states, slices);
    ScanBody body = new ScanBody(states, slices, closure.placeholders(), closure.values().states(),
        closure.values().outputs());
    List<Tensor> inputs = new ArrayList<>(initial);
    inputs.addAll(sequences);
    inputs.addAll(products.sequences());
    inputs.addAll(closure.captured());
    List<Tensor> made = Node.of(new Scan(body, length, reverse), inputs).outputs();
    return new Values(made.subList(0, states.size()), made.subList(states.size(), made.size()));
  }

  private static Shape sliceOf(Shape sequence) {
    Axes.requireRank("scan", sequence, 1);
    return sequence.slice(1, sequence.rank());
  }

  @Override
  public List<Shape> outputShapes(List<Shape> inputs) {
    List<Tensor> placeholders = body.placeholders();
    if (inputs.size() != placeholders.size()) {
      throw new IllegalArgumentException("scan expects " + placeholders.size() + " inputs, got " + inputs.size());
    }
    int states = body.states().size();
    for (int i = 0; i < inputs.size(); i++) {
      boolean isSequence = i >= states && i < states + body.slices().size();
      Shape expected = isSequence ? placeholders.get(i).shape().prepend(length) : placeholders.get(i).shape();
      if (!inputs.get(i).isCompatibleWith(expected)) {
        throw new IllegalArgumentException("scan expects input " + i + " of shape " + expected + ", got "
            + inputs.get(i));
      }
    }
    List<Shape> shapes = new ArrayList<>(inputs.subList(0, states));
    body.outputs().forEach(output -> shapes.add(output.shape().prepend(length)));
    return shapes;
  }
}
