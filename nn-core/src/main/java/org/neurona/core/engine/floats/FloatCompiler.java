package org.neurona.core.engine.floats;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.neurona.Shape;
import org.neurona.core.engine.Executable;
import org.neurona.core.engine.Graph;
import org.neurona.core.plan.Fusion;
import org.neurona.core.plan.Hoisting;
import org.neurona.ops.Placeholder;
import org.neurona.ops.Tensor;

/**
 * Makes a graph ready to run on float32 kernels: what takes its inputs in, then its plan. What it computes of variables
 * alone is computed again only when these have changed.
 */
final class FloatCompiler {
  private final FloatBackend backend;
  private final FloatStorage storage;
  private final Graph graph;
  /** Takes weights that are laid out before a row is predicted; null for other graphs. */
  private final PackedFactors factors;
  private final Hoisted hoisted;
  private final FloatPlan plan;

  FloatCompiler(FloatBackend backend, Graph graph, FloatStorage storage) {
    this.backend = backend;
    this.storage = storage;
    this.graph = graph;
    this.factors = predictsOneRow(graph) ? new PackedFactors(backend.kernels(), true) : null;
    int workers = backend.team().workers();
    Hoisting hoisting = Hoisting.of(graph);
    this.hoisted = new Hoisted(hoisting.hoisted(), backend.kernels(), workers, storage);
    this.plan = new FloatPlan(hoisting.rest(), backend.kernels(), workers, storage, factors);
    hoisted.placeIn(plan);
  }

  /** Whether each input has one row, and no variable is changed. */
  static boolean predictsOneRow(Graph graph) {
    for (Tensor placeholder : graph.placeholders()) {
      if (placeholder.rank() == 0 || placeholder.dim(0) != 1) {
        return false;
      }
    }
    return !graph.placeholders().isEmpty() && graph.assignments().isEmpty();
  }

  Executable compile() {
    Map<Tensor, Feed> feeds = new IdentityHashMap<>();
    List<Instruction> feeding = new ArrayList<>();
    Map<Tensor, Buffer> scalars = new IdentityHashMap<>();
    for (Tensor placeholder : graph.placeholders()) {
      if (placeholder.rank() == 0) {
        scalars.put(placeholder, plan.locate(placeholder));
      } else {
        Feed feed = new Feed(((Placeholder) placeholder.op()).name());
        feeds.put(placeholder, feed);
        feeding.add(new FeedInstruction(feed, placeholder.shape(), plan.locate(placeholder)));
      }
    }
    List<List<Instruction>> phases = new ArrayList<>();
    if (!feeding.isEmpty()) {
      phases.add(feeding);
    }
    phases.addAll(plan.phases());
    List<Shape> shapes = new ArrayList<>();
    List<Buffer> outputs = new ArrayList<>();
    for (Tensor output : plan.graph().outputs()) {
      shapes.add(output.shape());
      outputs.add(plan.locate(Fusion.origin(output)));
    }
    return new FloatExecutable(backend.team(), preparation(), new PhasedProgram(phases), feeds, scalars, shapes,
        outputs);
  }

  private Preparation preparation() {
    if (!graph.assignments().isEmpty()) {
      return Preparation.notingWrites(storage);
    }
    List<List<Instruction>> phases = new ArrayList<>(hoisted.phases());
    if (factors != null) {
      phases.add(factors.instructions());
    }
    phases.removeIf(List::isEmpty);
    return Preparation.of(storage, phases);
  }
}
