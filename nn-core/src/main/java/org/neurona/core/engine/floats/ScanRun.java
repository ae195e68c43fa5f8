package org.neurona.core.engine.floats;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neurona.core.engine.FloatKernels;
import org.neurona.core.engine.Graph;
import org.neurona.core.plan.Fusion;
import org.neurona.core.plan.RowSplit;
import org.neurona.ops.Scan;
import org.neurona.ops.ScanBody;
import org.neurona.ops.Tensor;

/**
 * Takes a stretch of rows through all steps of a scan: the step is planned once, and its places move. It reads slices
 * where the sequences are and writes outputs where they belong; a state is read where the step before wrote it.
 */
final class ScanRun {
  private final int length;
  private final boolean reverse;
  private final int rows;
  private final int count;
  private final List<Lane> firstStates = new ArrayList<>();
  private final List<Lane> sequences = new ArrayList<>();
  private final List<Lane> rowInvariants = new ArrayList<>();
  private final List<Lane> outputs = new ArrayList<>();
  private final List<Twin> twins = new ArrayList<>();
  private final List<Lane> repeated = new ArrayList<>();
  private final List<MovingBuffer> repeatedFrom = new ArrayList<>();
  private final List<Lane> lastStates = new ArrayList<>();
  private final List<MovingBuffer> states = new ArrayList<>();
  private final List<MovingBuffer> nextStates = new ArrayList<>();
  private final Instruction[] instructions;

  /** A part of a large value, on its way through it: so many elements for each row. */
  private record Lane(MovingBuffer part, Buffer all, int width) {
    void moveTo(int row) {
      part.moveTo(all.array(), all.offset() + row * width);
    }
  }

  /** Two places that a state is written to in turn. */
  private record Twin(MovingBuffer place, float[] even, float[] odd) {
    void moveTo(int step) {
      place.moveTo((step & 1) == 0 ? even : odd, 0);
    }
  }

  /**
   * A run.
   *
   * @param split how the step falls into rows, if it does
   * @param count how many rows the stretch has; 1 without a split
   * @param from where the scan's inputs live
   * @param to where its outputs go; null where nothing takes one
   * @param factors takes the right factors of the step's products that are laid out before; null if none are
   */
  ScanRun(Scan op, Optional<RowSplit> split, int count, List<Buffer> from, List<Buffer> to, FloatKernels kernels,
      PackedFactors factors) {
    ScanBody body = op.body();
    this.length = op.length();
    this.reverse = op.reverse();
    this.rows = split.map(RowSplit::rows).orElse(1);
    this.count = count;
    FloatPlan plan = new FloatPlan(split.map(rowWise -> rowWise.graph(count))
        .orElseGet(() -> new Graph(body.placeholders(), body.results(), List.of())), kernels, 1, variable -> {
          throw new IllegalStateException("A step of a scan reads variable " + variable);
        }, factors);
    placeInputs(plan, body, split, from);
    placeResults(plan, body, to);
    this.instructions = plan.phases().stream().flatMap(List::stream).toArray(Instruction[]::new);
  }

  private void placeInputs(FloatPlan plan, ScanBody body, Optional<RowSplit> split, List<Buffer> from) {
    for (int i = 0; i < from.size(); i++) {
      Tensor placeholder = plan.graph().placeholders().get(i);
      boolean isState = i < body.states().size();
      boolean isSlice = !isState && i < body.states().size() + body.slices().size();
      boolean hasRows = split.isPresent() && split.get().hasRows(body.placeholders().get(i));
      if (!isState && !isSlice && !hasRows) {
        plan.place(placeholder, from.get(i));
        continue;
      }
      Lane lane = new Lane(new MovingBuffer(), from.get(i), width(placeholder));
      (isState ? firstStates : isSlice ? sequences : rowInvariants).add(lane);
      if (isState) {
        states.add(lane.part());
      }
      plan.place(placeholder, lane.part());
    }
  }

  /** Each result is written once: a state that is an output too lives on in the output. */
  private void placeResults(FloatPlan plan, ScanBody body, List<Buffer> to) {
    List<Tensor> results = plan.graph().outputs().stream().map(Fusion::origin).toList();
    Map<Tensor, MovingBuffer> placeOf = new IdentityHashMap<>();
    int first = body.states().size();
    for (int i = first; i < results.size(); i++) {
      Lane lane = new Lane(new MovingBuffer(), to.get(i), width(results.get(i)));
      MovingBuffer written = placeOf.putIfAbsent(results.get(i), lane.part());
      if (written == null) {
        outputs.add(lane);
      } else {
        repeated.add(lane);
        repeatedFrom.add(written);
      }
    }
    for (int i = 0; i < first; i++) {
      int size = results.get(i).shape().size();
      MovingBuffer place = placeOf.computeIfAbsent(results.get(i), unused -> {
        Twin twin = new Twin(new MovingBuffer(), new float[size], new float[size]);
        twins.add(twin);
        return twin.place();
      });
      nextStates.add(place);
      lastStates.add(to.get(i) == null ? null : new Lane(new MovingBuffer(), to.get(i), width(results.get(i))));
    }
    placeOf.forEach(plan::place);
  }

  private int width(Tensor part) {
    return part.shape().size() / count;
  }

  /** About how long a run takes, in nanoseconds. */
  double cost() {
    double cost = 0;
    for (Instruction instruction : instructions) {
      cost += instruction.tiles() * instruction.tileCost();
    }
    return cost * length;
  }

  /** Runs all steps for the rows from this one. */
  void run(int row) {
    moveAll(firstStates, row);
    moveAll(rowInvariants, row);
    for (int step = 0; step < length; step++) {
      int at = (reverse ? length - 1 - step : step) * rows + row;
      moveAll(sequences, at);
      moveAll(outputs, at);
      for (int i = 0; i < twins.size(); i++) {
        twins.get(i).moveTo(step);
      }
      for (Instruction instruction : instructions) {
        instruction.run(0, 0, instruction.tiles());
      }
      for (int i = 0; i < repeated.size(); i++) {
        copy(repeatedFrom.get(i), repeated.get(i), at);
      }
      for (int i = 0; i < states.size(); i++) {
        states.get(i).moveTo(nextStates.get(i));
      }
    }
    for (int i = 0; i < states.size(); i++) {
      if (lastStates.get(i) != null) {
        copy(states.get(i), lastStates.get(i), row);
      }
    }
  }

  private static void moveAll(List<Lane> lanes, int row) {
    for (int i = 0; i < lanes.size(); i++) {
      lanes.get(i).moveTo(row);
    }
  }

  private void copy(Buffer from, Lane to, int row) {
    to.moveTo(row);
    System.arraycopy(from.array(), from.offset(), to.part().array(), to.part().offset(), to.width() * count);
  }
}
