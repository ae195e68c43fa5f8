package org.neurona.core.engine.floats;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.neurona.core.engine.FloatKernels;
import org.neurona.core.engine.Graph;
import org.neurona.core.plan.Fusion;
import org.neurona.ops.Tensor;
import org.neurona.ops.Variable;

/** What a graph computes of variables alone, planned apart from the rest: it runs again only when they have changed. */
final class Hoisted {
  private final List<List<Instruction>> phases = new ArrayList<>();
  private final List<Buffer> values = new ArrayList<>();

  /**
   * The hoisted values of a graph.
   *
   * @param workers how many workers there may be
   * @param variables where variables live
   */
  Hoisted(List<Tensor> hoisted, FloatKernels kernels, int workers, Function<Variable, Buffer> variables) {
    if (!hoisted.isEmpty()) {
      FloatPlan plan = new FloatPlan(new Graph(List.of(), hoisted, List.of()), kernels, workers, variables);
      phases.addAll(plan.phases());
      for (Tensor value : plan.graph().outputs()) {
        values.add(plan.locate(Fusion.origin(value)));
      }
    }
  }

  /** The instructions, phase by phase. */
  List<List<Instruction>> phases() {
    return phases;
  }

  /** Tells the plan of the rest where the values are that its last placeholders stand for. */
  void placeIn(FloatPlan rest) {
    List<Tensor> placeholders = rest.graph().placeholders();
    int fed = placeholders.size() - values.size();
    for (int i = 0; i < values.size(); i++) {
      rest.place(placeholders.get(fed + i), values.get(i));
    }
  }

  /** How many values there are. */
  int count() {
    return values.size();
  }
}
