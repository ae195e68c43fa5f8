package org.neurona.core.engine;

import java.util.List;
import org.neurona.ops.Variable;

/** One way to compute: what the three engines have in common. */
public interface Backend {
  /** The engine's name: {@code simd}, {@code scalar} or {@code commons-math}. */
  String name();

  /** What it runs on, for bug reports. */
  String describe();

  /** Memory for some variables, all zero. */
  Storage allocate(List<Variable> variables);

  /**
   * Makes a graph ready to run.
   *
   * @param storage where the variables live that the graph reads and assigns
   */
  Executable compile(Graph graph, Storage storage);
}
