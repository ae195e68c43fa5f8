package org.neurona.ops;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.neurona.Shape;

/**
 * The formula of one step of a {@link Scan}, written on placeholders of its own. Two bodies are equal if their formulas
 * are, whatever tensors they are written on.
 */
public final class ScanBody {
  private final List<Tensor> states;
  private final List<Tensor> slices;
  private final List<Tensor> invariants;
  private final List<Tensor> nextStates;
  private final List<Tensor> outputs;
  private final List<Object> form;

  /**
   * A body.
   *
   * @param states the placeholders of the states before a step
   * @param slices the placeholders of what the step takes of each sequence
   * @param invariants the placeholders of what is the same in all steps
   * @param nextStates the states after the step, of the same shapes
   * @param outputs what else the step gives
   * @throws IllegalArgumentException if a state changes its shape, or the formula needs a source that is not its own
   */
  public ScanBody(List<Tensor> states, List<Tensor> slices, List<Tensor> invariants, List<Tensor> nextStates,
      List<Tensor> outputs) {
    this.states = List.copyOf(states);
    this.slices = List.copyOf(slices);
    this.invariants = List.copyOf(invariants);
    this.nextStates = List.copyOf(nextStates);
    this.outputs = List.copyOf(outputs);
    requireShapes();
    this.form = form();
  }

  /** The placeholders of the states before a step. */
  public List<Tensor> states() {
    return states;
  }

  /** The placeholders of what the step takes of each sequence. */
  public List<Tensor> slices() {
    return slices;
  }

  /** The placeholders of what is the same in all steps. */
  public List<Tensor> invariants() {
    return invariants;
  }

  /** The states after the step. */
  public List<Tensor> nextStates() {
    return nextStates;
  }

  /** What the step gives besides the states. */
  public List<Tensor> outputs() {
    return outputs;
  }

  /** All placeholders: states, slices, invariants. */
  public List<Tensor> placeholders() {
    return concatenated(concatenated(states, slices), invariants);
  }

  /** All that the step computes: states, outputs. */
  public List<Tensor> results() {
    return concatenated(nextStates, outputs);
  }

  /** The operations of a step, each after its inputs. */
  public List<Node> nodes() {
    return Node.sorted(results());
  }

  /** A body of the same placeholders and states that gives other outputs. */
  public ScanBody withOutputs(List<Tensor> outputs) {
    return new ScanBody(states, slices, invariants, nextStates, outputs);
  }

  private static List<Tensor> concatenated(List<Tensor> first, List<Tensor> second) {
    List<Tensor> both = new ArrayList<>(first);
    both.addAll(second);
    return both;
  }

  private void requireShapes() {
    if (states.size() != nextStates.size()) {
      throw new IllegalArgumentException("scan expects " + states.size() + " states from its step, got "
          + nextStates.size());
    }
    for (int i = 0; i < states.size(); i++) {
      if (!states.get(i).shape().isCompatibleWith(nextStates.get(i).shape())) {
        throw new IllegalArgumentException("scan expects state " + i + " to keep its shape " + states.get(i).shape()
            + ", got " + nextStates.get(i).shape() + " from its step");
      }
    }
  }

  /** The formula with numbers in place of tensors: a list that is equal for equal formulas. */
  private List<Object> form() {
    Map<Tensor, Integer> numberOf = new IdentityHashMap<>();
    List<Object> form = new ArrayList<>();
    for (Tensor placeholder : placeholders()) {
      numberOf.put(placeholder, numberOf.size());
      form.add(placeholder.shape());
    }
    form.add(List.of(states.size(), slices.size(), nextStates.size()));
    for (Node node : nodes()) {
      if (numberOf.containsKey(node.outputs().get(0))) {
        continue;
      }
      if (node.op() instanceof Placeholder || node.op() instanceof ReadVariable || node.op() instanceof RandomUniform) {
        throw new IllegalArgumentException("The step of a scan can't hold " + node.op() + ": it must be given to it");
      }
      form.add(node.op());
      form.add(node.inputs().stream().map(numberOf::get).toList());
      node.outputs().forEach(output -> numberOf.put(output, numberOf.size()));
    }
    form.add(results().stream().map(numberOf::get).toList());
    return List.copyOf(form);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ScanBody body && form.equals(body.form);
  }

  @Override
  public int hashCode() {
    return form.hashCode();
  }

  /** The shapes: {@code states [(2, 3)], slices [(2, 4)]}. */
  @Override
  public String toString() {
    return "states " + shapes(states) + ", slices " + shapes(slices);
  }

  private static List<Shape> shapes(List<Tensor> tensors) {
    return tensors.stream().map(Tensor::shape).toList();
  }
}
