package org.neurona.core.engine.floats;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.core.Computed;
import org.neurona.core.engine.Backend;
import org.neurona.core.engine.Executable;
import org.neurona.core.engine.Graph;
import org.neurona.core.engine.Storage;
import org.neurona.ops.ReadVariable;
import org.neurona.ops.Tensor;
import org.neurona.ops.Variable;

/** A graph of one input and of weights with random numbers, to be run on several engines. */
abstract class WeightedGraph {
  final Tensor input;
  final List<Variable> variables = new ArrayList<>();
  final List<NDArray> values = new ArrayList<>();
  /** What the graph computes; the constructors of subclasses say what. */
  List<Tensor> outputs;
  private final Random random;

  WeightedGraph(Shape input, long seed) {
    this.input = Computed.input(input.dims());
    this.random = new Random(seed);
  }

  /** A new weight with numbers from minus a bound to the bound. */
  final Tensor weight(double bound, int... dims) {
    Variable variable = new Variable("w" + variables.size(), Shape.of(dims), true);
    variables.add(variable);
    values.add(Computed.random(random, variable.shape(), -bound, bound));
    return Tensor.of(new ReadVariable(variable));
  }

  final Graph graph() {
    return new Graph(List.of(input), outputs, List.of());
  }

  /** Memory in which the weights have their values. */
  final Storage storage(Backend backend) {
    Storage storage = backend.allocate(variables);
    for (int i = 0; i < values.size(); i++) {
      storage.set(variables.get(i), values.get(i));
    }
    return storage;
  }

  final List<NDArray> results(Executable executable, NDArray x) {
    executable.feed(input, x);
    executable.run(0, 0);
    return IntStream.range(0, outputs.size()).mapToObj(executable::output).toList();
  }

  final List<NDArray> results(Backend backend, NDArray x) {
    return results(backend.compile(graph(), storage(backend)), x);
  }
}
