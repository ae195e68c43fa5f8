package org.neurona.core.engine.floats;

import java.util.List;
import java.util.Optional;
import org.neurona.core.engine.Backend;
import org.neurona.core.engine.Executable;
import org.neurona.core.engine.FloatKernels;
import org.neurona.core.engine.Graph;
import org.neurona.core.engine.Storage;
import org.neurona.core.engine.WorkerTeam;
import org.neurona.core.plan.Winograd;
import org.neurona.ops.Variable;

/**
 * The engines {@code simd} and {@code scalar}: a planned graph over float32 kernels.
 *
 * @param kernels the inner loops
 * @param team the workers
 */
public record FloatBackend(FloatKernels kernels, WorkerTeam team) implements Backend {
  @Override
  public String name() {
    return kernels.name();
  }

  @Override
  public String describe() {
    return kernels.name() + " (float32, " + kernels.describe() + ", " + team.workers() + " threads)";
  }

  @Override
  public Storage allocate(List<Variable> variables) {
    return FloatStorage.of(variables);
  }

  @Override
  public Executable compile(Graph graph, Storage storage) {
    Graph written = kernels.prefersWinograd() ? Winograd.of(graph) : graph;
    Optional<RowsCompiler> byRows = RowsCompiler.of(this, written, (FloatStorage) storage);
    return byRows.isPresent() ? byRows.get().compile()
        : new FloatCompiler(this, written, (FloatStorage) storage).compile();
  }
}
