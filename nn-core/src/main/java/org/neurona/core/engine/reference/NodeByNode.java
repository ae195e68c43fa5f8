package org.neurona.core.engine.reference;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.core.engine.Executable;
import org.neurona.core.engine.Graph;
import org.neurona.core.engine.Graph.Assignment;
import org.neurona.core.ops.Evaluation;
import org.neurona.core.ops.OpRules;
import org.neurona.data.Rows;
import org.neurona.ops.Node;
import org.neurona.ops.Placeholder;
import org.neurona.ops.Tensor;
import org.neurona.ops.Variable;

/** A graph, evaluated in the order of its nodes; a value is forgotten once nothing needs it any more. */
final class NodeByNode implements Executable {
  private final Graph graph;
  private final DoubleStorage storage;
  private final List<Node> nodes;
  private final List<List<Tensor>> forgotten = new ArrayList<>();
  private final Map<Tensor, double[]> fed = new IdentityHashMap<>();
  private final List<double[]> outputs = new ArrayList<>();

  NodeByNode(Graph graph, DoubleStorage storage) {
    this.graph = graph;
    this.storage = storage;
    this.nodes = graph.nodes();
    planForgetting();
  }

  /** For each node the values that nothing after it needs. */
  private void planForgetting() {
    Map<Tensor, Integer> lastUse = new IdentityHashMap<>();
    for (int i = 0; i < nodes.size(); i++) {
      for (Tensor input : nodes.get(i).inputs()) {
        lastUse.put(input, i);
      }
      forgotten.add(new ArrayList<>());
    }
    graph.results().forEach(lastUse::remove);
    lastUse.forEach((tensor, node) -> forgotten.get(node).add(tensor));
  }

  @Override
  public void feed(Tensor placeholder, Rows rows) {
    Executable.requireShape(placeholder, rows.shape());
    double[] values = new double[placeholder.shape().size()];
    rows.copyTo(values, 0);
    fed.put(placeholder, values);
  }

  @Override
  public void feed(Tensor placeholder, double value) {
    Executable.requireShape(placeholder, Shape.of());
    fed.put(placeholder, new double[] {value});
  }

  @Override
  public void run(long seed, long step) {
    Map<Tensor, double[]> values = new IdentityHashMap<>();
    Evaluation run = new Run(seed, step);
    for (int i = 0; i < nodes.size(); i++) {
      Node node = nodes.get(i);
      List<double[]> results = OpRules.evaluate(node, node.inputs().stream().map(values::get).toList(), run);
      for (int j = 0; j < results.size(); j++) {
        values.put(node.outputs().get(j), results.get(j));
      }
      forgotten.get(i).forEach(values::remove);
    }
    outputs.clear();
    graph.outputs().forEach(output -> outputs.add(values.get(output).clone()));
    List<double[]> assigned = new ArrayList<>();
    for (Assignment assignment : graph.assignments()) {
      assigned.add(values.get(assignment.value()).clone());
    }
    for (int i = 0; i < assigned.size(); i++) {
      double[] target = storage.array(graph.assignments().get(i).variable());
      System.arraycopy(assigned.get(i), 0, target, 0, target.length);
    }
  }

  @Override
  public NDArray output(int index) {
    return NDArray.wrap(graph.outputs().get(index).shape(), outputs.get(index).clone());
  }

  @Override
  public void output(int index, double[] target) {
    System.arraycopy(outputs.get(index), 0, target, 0, outputs.get(index).length);
  }

  /** What one run gives to operations without inputs. */
  private final class Run implements Evaluation {
    private final long seed;
    private final long step;

    Run(long seed, long step) {
      this.seed = seed;
      this.step = step;
    }

    @Override
    public double[] placeholder(Tensor placeholder) {
      double[] value = fed.get(placeholder);
      if (value == null) {
        throw new IllegalStateException("Nothing was fed to " + ((Placeholder) placeholder.op()).name());
      }
      return value;
    }

    @Override
    public double[] variable(Variable variable) {
      return storage.array(variable);
    }

    @Override
    public long seed() {
      return seed;
    }

    @Override
    public long step() {
      return step;
    }
  }
}
