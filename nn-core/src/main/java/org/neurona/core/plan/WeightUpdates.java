package org.neurona.core.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.neurona.Shape;
import org.neurona.constraints.Constraint;
import org.neurona.core.engine.Graph.Assignment;
import org.neurona.ops.Placeholder;
import org.neurona.ops.ReadVariable;
import org.neurona.ops.Tensor;
import org.neurona.ops.Variable;
import org.neurona.optimizers.Optimizer;
import org.neurona.optimizers.Update;

/** How an optimizer changes a model's weights: the slots that it keeps for each, and the constraints that they obey. */
public final class WeightUpdates {
  private final Optimizer optimizer;
  private final Map<Variable, Map<String, Variable>> slots = new LinkedHashMap<>();
  private final Map<Variable, Constraint> constraints;

  /**
   * The updates of some variables.
   *
   * @param trained the variables that training by gradient changes
   * @param constraints the constraint of each variable that has one
   */
  public WeightUpdates(Optimizer optimizer, List<Variable> trained, Map<Variable, Constraint> constraints) {
    this.optimizer = optimizer;
    this.constraints = constraints;
    for (Variable variable : trained) {
      Map<String, Variable> own = new LinkedHashMap<>();
      optimizer.slotsOf(variable.path(), variable.shape()).forEach(slot ->
          own.put(slot.name(), new Variable(variable.path() + "/" + slot.name(), slot.shape(), false)));
      slots.put(variable, own);
    }
  }

  /** The variables of the optimizer's slots, by name, for each variable that training changes. */
  public Map<Variable, Map<String, Variable>> slots() {
    return Collections.unmodifiableMap(slots);
  }

  /** A placeholder for each number that the optimizer computes before a step. */
  List<Tensor> coefficients() {
    List<Tensor> coefficients = new ArrayList<>();
    for (int i = 0; i < optimizer.coefficientsAt(optimizer.learningRate(), 1).length; i++) {
      coefficients.add(Tensor.of(new Placeholder("coefficient " + i, Shape.of())));
    }
    return coefficients;
  }

  /**
   * Writes the end of a step down. Where a layer gave a trained weight a new value itself, the optimizer goes on from
   * that.
   *
   * @param trained the variables that the step trains
   * @param variables these and the others of the step
   * @param gradients the gradients of the trained ones, in their order
   * @param coefficients what {@link #coefficients} gave
   * @param updating whether the optimizer makes an update, or only accumulates gradients
   * @return what becomes of all variables
   */
  List<Assignment> write(List<Variable> trained, FormulaVariables variables, List<Tensor> gradients,
      List<Tensor> coefficients, boolean updating) {
    List<Assignment> assignments = new ArrayList<>();
    List<Update> updates = new ArrayList<>();
    for (int i = 0; i < trained.size(); i++) {
      Variable variable = trained.get(i);
      updates.add(new TracedUpdate(variable, variables.value(variable), gradients.get(i), coefficients,
          slots.get(variable), constraints.get(variable), assignments));
    }
    if (updating) {
      optimizer.updateAll(updates);
    } else {
      optimizer.accumulateAll(updates);
    }
    Set<Variable> assigned = assignments.stream().map(Assignment::variable).collect(Collectors.toSet());
    variables.updates().forEach((variable, value) -> {
      if (!assigned.contains(variable)) {
        assignments.add(new Assignment(variable, value));
      }
    });
    return assignments;
  }

  /** An update whose assignments are collected. */
  private record TracedUpdate(Variable variable, Tensor weight, Tensor gradient, List<Tensor> coefficients,
      Map<String, Variable> slots, Constraint constraint, List<Assignment> assignments) implements Update {
    @Override
    public String path() {
      return variable.path();
    }

    @Override
    public Tensor coefficient(int index) {
      return coefficients.get(index);
    }

    @Override
    public Tensor slot(String name) {
      return Tensor.of(new ReadVariable(slotVariable(name)));
    }

    @Override
    public void assign(Tensor value) {
      Tensor allowed = constraint == null ? value : constrained(value);
      // A step that only accumulates gives every weight itself.
      if (allowed != weight) {
        assignments.add(new Assignment(variable, allowed));
      }
    }

    private Tensor constrained(Tensor value) {
      Tensor allowed;
      try {
        allowed = constraint.call(value);
      } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
        throw new IllegalArgumentException("The constraint " + constraint + " can't take " + variable.path()
            + " of shape " + variable.shape() + ": " + e.getMessage(), e);
      }
      if (!allowed.shape().equals(variable.shape())) {
        throw new IllegalArgumentException("The constraint " + constraint + " makes " + allowed.shape() + " of "
            + variable.path() + " of shape " + variable.shape());
      }
      return allowed;
    }

    @Override
    public void assignSlot(String name, Tensor value) {
      assignments.add(new Assignment(slotVariable(name), value));
    }

    private Variable slotVariable(String name) {
      Variable slot = slots.get(name);
      if (slot == null) {
        throw new IllegalArgumentException("The optimizer declares no slot \"" + name + "\", only " + slots.keySet());
      }
      return slot;
    }
  }
}
