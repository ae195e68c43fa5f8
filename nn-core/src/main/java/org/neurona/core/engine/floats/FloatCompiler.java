package org.neurona.core.engine.floats;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.neurona.Shape;
import org.neurona.core.engine.Executable;
import org.neurona.core.engine.Graph;
import org.neurona.core.plan.Fusion;
import org.neurona.ops.Placeholder;
import org.neurona.ops.Tensor;

/** Makes a graph ready to run on float32 kernels: what takes its inputs in, then its plan. */
final class FloatCompiler {
  private final FloatBackend backend;
  private final FloatStorage storage;
  /** Takes weights that are laid out before a row is predicted; null for other graphs. */
  private final PackedFactors factors;
  private final FloatPlan plan;

  FloatCompiler(FloatBackend backend, Graph graph, FloatStorage storage) {
    this.backend = backend;
    this.storage = storage;
    this.factors = predictsOneRow(graph) ? new PackedFactors(backend.kernels(), true) : null;
    this.plan = new FloatPlan(graph, backend.kernels(), backend.team().workers(), storage, factors);
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
    Graph graph = plan.graph();
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
    for (Tensor output : graph.outputs()) {
      shapes.add(output.shape());
      outputs.add(plan.locate(Fusion.origin(output)));
    }
    List<Instruction> packing = factors == null ? List.of() : factors.instructions();
    Preparation preparation = packing.isEmpty() ? Preparation.none(storage, !graph.assignments().isEmpty())
        : Preparation.of(storage, List.of(packing));
    return new FloatExecutable(backend.team(), preparation, new PhasedProgram(phases), feeds, scalars, shapes, outputs);
  }
}
