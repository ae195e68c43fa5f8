package org.neurona.core.engine.floats;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neurona.Shape;
import org.neurona.core.engine.Executable;
import org.neurona.core.engine.Graph;
import org.neurona.core.plan.Hoisting;
import org.neurona.core.plan.RowSplit;
import org.neurona.core.plan.Simplification;
import org.neurona.ops.Placeholder;
import org.neurona.ops.Tensor;

/**
 * Makes a graph ready to run whose rows don't look at each other: a few rows at a time go through all of it on one
 * worker, in memory that stays in its cache, with weights that are laid out once until they change.
 */
final class RowsCompiler {
  /** So many elements that are in use at a time leave room in a second-level cache. */
  private static final int CACHED = 192 << 10;
  /** More rows than this use the weights no better. */
  private static final int MOST_ROWS = 64;
  /** Rows of two tiles of a product: with fewer it is waiting for the weights. */
  private static final int FEW_ROWS = 16;
  /** Rows of a tile of a product. */
  private static final int GRAIN = 8;
  /** Fewer tiles don't keep workers busy to the end. */
  private static final int LEAST_TILES = 8;

  private final FloatBackend backend;
  private final FloatStorage storage;
  private final Graph graph;
  private final Hoisting hoisting;
  private final RowSplit split;
  private final int rowsPerTile;

  private RowsCompiler(FloatBackend backend, FloatStorage storage, Graph graph, Hoisting hoisting,
      RowSplit split, int rowsPerTile) {
    this.backend = backend;
    this.storage = storage;
    this.graph = graph;
    this.hoisting = hoisting;
    this.split = split;
    this.rowsPerTile = rowsPerTile;
  }

  /** A compiler for a graph with enough rows that are apart, if it is one. */
  static Optional<RowsCompiler> of(FloatBackend backend, Graph graph, FloatStorage storage) {
    for (Tensor placeholder : graph.placeholders()) {
      if (placeholder.rank() == 0 || placeholder.dim(0) < LEAST_TILES) {
        return Optional.empty();
      }
    }
    if (!graph.assignments().isEmpty()) {
      return Optional.empty();
    }
    Hoisting hoisting = Hoisting.of(Simplification.of(graph));
    return RowSplit.of(hoisting.rest(), graph.placeholders()).filter(split -> rowsPerTile(split) > 0)
        .map(split -> new RowsCompiler(backend, storage, graph, hoisting, split, rowsPerTile(split)));
  }

  /** How many rows go together: as many as the cache takes, and not so many that there are few tiles; 0 for too few. */
  private static int rowsPerTile(RowSplit split) {
    int most = inGrains(Math.min(MOST_ROWS, Math.max(1, CACHED / Math.max(1, split.widest()))));
    int count = inGrains(Math.min(most, split.rows() / LEAST_TILES));
    return count >= Math.min(FEW_ROWS, most) ? count : 0;
  }

  private static int inGrains(int rows) {
    return rows > GRAIN ? rows / GRAIN * GRAIN : rows;
  }

  Executable compile() {
    int workers = backend.team().workers();
    Hoisted hoisted = new Hoisted(hoisting.hoisted(), backend.kernels(), workers, storage);
    List<List<Instruction>> phases = new ArrayList<>(hoisted.phases());
    Map<Tensor, Feed> feeds = new IdentityHashMap<>();
    graph.placeholders().forEach(placeholder ->
        feeds.put(placeholder, new Feed(((Placeholder) placeholder.op()).name())));
    List<Shape> shapes = graph.outputs().stream().map(Tensor::shape).toList();
    List<Buffer> outputs = shapes.stream().map(shape -> new Buffer(new float[shape.size()], 0)).toList();
    PackedFactors factors = new PackedFactors(backend.kernels(), false);
    RowsInstruction all = new RowsInstruction(split.rows(), rowsPerTile,
        graph.placeholders().stream().map(feeds::get).toArray(Feed[]::new),
        count -> new RowsRun(split, count, backend.kernels(), storage, hoisted, outputs, factors), workers);
    phases.add(factors.instructions());
    phases.removeIf(List::isEmpty);
    return new FloatExecutable(backend.team(), Preparation.of(storage, phases),
        new PhasedProgram(List.of(List.of(all))), feeds, Map.of(), shapes, outputs);
  }
}
