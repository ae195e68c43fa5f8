package org.neurona.core.engine.floats;

import java.util.List;
import java.util.function.Supplier;
import org.neurona.core.engine.Backend;
import org.neurona.core.engine.Executable;
import org.neurona.core.engine.FloatKernels;
import org.neurona.core.engine.Graph;
import org.neurona.core.engine.Storage;
import org.neurona.core.engine.WorkerTeam;
import org.neurona.ops.Tensor;
import org.neurona.ops.Variable;

/**
 * The engine {@code simd} of a process that has just started. To load the Vector API takes some 50 ms, and each of the
 * first runs on it tens of milliseconds more, which a process that predicts a row and ends would wait for in vain. So
 * small graphs for one row begin on plain loops, with the same bits, and move on to vectors when those are ready. All
 * other graphs are on vectors from the start, and when vectors are there, new graphs for one row are as well.
 */
public final class GradualBackend implements Backend {
  /** Above this, vectors are worth waiting for at once: what a run takes in compiled code, in nanoseconds. */
  private static final double MOST_NANOS = 50_000;

  private final Supplier<FloatKernels> vectors;
  private final WorkerTeam team;
  private final FloatBackend early;
  private volatile FloatBackend onVectors;

  /**
   * An engine.
   *
   * @param vectors gives the vector kernels, which are loaded only then
   * @param team the workers
   */
  public GradualBackend(Supplier<FloatKernels> vectors, WorkerTeam team) {
    this.vectors = vectors;
    this.team = team;
    this.early = new FloatBackend(new EarlyKernels(() -> onVectors().kernels()), team);
  }

  @Override
  public String name() {
    return "simd";
  }

  @Override
  public String describe() {
    return onVectors().describe();
  }

  @Override
  public Storage allocate(List<Variable> variables) {
    return FloatStorage.of(variables);
  }

  @Override
  public Executable compile(Graph graph, Storage storage) {
    if (onVectors == null && FloatCompiler.predictsOneRow(graph)) {
      FloatExecutable first = (FloatExecutable) early.compile(graph, storage);
      if (first.nanos() <= MOST_NANOS) {
        return new GradualExecutable(graph.placeholders(), first, () -> onVectors().compile(graph, storage));
      }
    }
    return onVectors().compile(graph, storage);
  }

  private FloatBackend onVectors() {
    FloatBackend known = onVectors;
    if (known == null) {
      known = new FloatBackend(vectors.get(), team);
      onVectors = known;
    }
    return known;
  }
}
