package org.neurona.core.engine.floats;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.neurona.core.engine.FloatKernels;
import org.neurona.core.plan.Fusion;
import org.neurona.core.plan.RowSplit;
import org.neurona.ops.Tensor;
import org.neurona.ops.Variable;

/**
 * Takes a few rows of a batch through a whole graph: a plan with memory of its own, whose results go where they belong.
 */
final class RowsRun {
  private final int count;
  private final List<Buffer> inputs = new ArrayList<>();
  private final List<Target> targets = new ArrayList<>();
  private final List<Target> repeated = new ArrayList<>();
  private final Instruction[] instructions;

  /** A result on its way: where that of these rows is, and where those of all rows go, so many elements for each. */
  private record Target(MovingBuffer part, Buffer all, int width) {
    int at(int row) {
      return all.offset() + row * width;
    }
  }

  /**
   * A run.
   *
   * @param count how many rows it takes
   * @param hoisted the values of the split's last placeholders
   * @param results where each result goes, of all rows
   */
  RowsRun(RowSplit split, int count, FloatKernels kernels, Function<Variable, Buffer> variables, Hoisted hoisted,
      List<Buffer> results, PackedFactors factors) {
    this.count = count;
    FloatPlan plan = new FloatPlan(split.graph(count), kernels, 1, variables, factors);
    hoisted.placeIn(plan);
    Map<Tensor, MovingBuffer> placeOf = new IdentityHashMap<>();
    for (int i = 0; i < results.size(); i++) {
      Tensor result = Fusion.origin(plan.graph().outputs().get(i));
      MovingBuffer known = placeOf.get(result);
      MovingBuffer part = known != null ? known : new MovingBuffer();
      (known != null ? repeated : targets).add(new Target(part, results.get(i), result.shape().size() / count));
      placeOf.put(result, part);
    }
    placeOf.forEach(plan::place);
    this.instructions = plan.phases().stream().flatMap(List::stream).toArray(Instruction[]::new);
    List<Tensor> placeholders = plan.graph().placeholders();
    placeholders.subList(0, placeholders.size() - hoisted.count())
        .forEach(placeholder -> inputs.add(plan.locate(placeholder)));
  }

  /** About how long a run takes, in nanoseconds. */
  double cost() {
    return PhasedProgram.cost(instructions);
  }

  /** Runs the graph for the rows from this one of what was fed. */
  void run(Feed[] feeds, int row) {
    for (int i = 0; i < feeds.length; i++) {
      Buffer input = inputs.get(i);
      feeds[i].rows().copyTo(row, count, input.array(), input.offset());
    }
    for (int i = 0; i < targets.size(); i++) {
      Target target = targets.get(i);
      target.part().moveTo(target.all().array(), target.at(row));
    }
    for (Instruction instruction : instructions) {
      instruction.run(0, 0, instruction.tiles());
    }
    for (int i = 0; i < repeated.size(); i++) {
      Target target = repeated.get(i);
      System.arraycopy(target.part().array(), target.part().offset(), target.all().array(), target.at(row),
          count * target.width());
    }
  }
}
