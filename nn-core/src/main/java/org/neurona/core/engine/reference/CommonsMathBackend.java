package org.neurona.core.engine.reference;

import java.util.List;
import org.neurona.core.engine.Backend;
import org.neurona.core.engine.Executable;
import org.neurona.core.engine.Graph;
import org.neurona.core.engine.Storage;
import org.neurona.ops.Variable;

/** The engine {@code commons-math}: evaluates a graph node by node in float64, on Commons Math. */
public final class CommonsMathBackend implements Backend {
  @Override
  public String name() {
    return "commons-math";
  }

  @Override
  public String describe() {
    return "commons-math (float64, Apache Commons Math, 1 thread)";
  }

  @Override
  public Storage allocate(List<Variable> variables) {
    return DoubleStorage.of(variables);
  }

  @Override
  public Executable compile(Graph graph, Storage storage) {
    return new NodeByNode(graph, (DoubleStorage) storage);
  }
}
