package org.neurona.core.plan;

import static org.neurona.ops.Ops.abs;
import static org.neurona.ops.Ops.add;
import static org.neurona.ops.Ops.constant;
import static org.neurona.ops.Ops.greater;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.where;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.neurona.Shape;
import org.neurona.core.engine.Graph;
import org.neurona.core.engine.Graph.Assignment;
import org.neurona.metrics.Metric;
import org.neurona.ops.Masks;
import org.neurona.ops.Placeholder;
import org.neurona.ops.ReadVariable;
import org.neurona.ops.Tensor;
import org.neurona.ops.Variable;
import org.neurona.regularizers.Regularizer;
import org.neurona.spi.Compilation;
import org.neurona.spi.Compilation.NamedMetric;
import org.neurona.spi.Compilation.Target;

/** Puts the graph of a step together: forward, losses, metrics, and for training gradients and updates. */
public final class StepGraphs {
  private StepGraphs() {}

  /**
   * A graph with what is needed to feed it and to read it. Its outputs are the total loss, the loss of each target that
   * has one, and the statistics of each metric, in this order.
   *
   * @param graph the graph
   * @param inputs the placeholders of the model's inputs
   * @param targets the placeholders of the targets
   * @param sampleWeights the placeholder of the rows' weights, or null
   * @param coefficients the placeholders of the optimizer's coefficients; empty for evaluation
   * @param metrics the metrics of all targets, resolved, in order
   */
  public record StepGraph(Graph graph, List<Tensor> inputs, List<Tensor> targets, Tensor sampleWeights,
      List<Tensor> coefficients, List<Metric> metrics) {}

  /**
   * The graph of evaluation: losses and metrics, and what layers keep.
   *
   * @param trace the model, written out
   * @param compilation what outputs are held against
   * @param penalties the regularizer of each variable that has one
   * @param targetShapes the shapes of the targets
   * @param weighted whether rows have weights
   */
  public static StepGraph evaluation(ModelTrace trace, Compilation compilation, Map<Variable, Regularizer> penalties,
      List<Shape> targetShapes, boolean weighted) {
    Forward forward =
        new Forward(trace, compilation, penalties, Fed.of(targetShapes, trace.inputs().get(0).dim(0), weighted));
    return forward.step(forward.totalLoss, List.of(), trace.updates());
  }

  /**
   * The graph of a training step.
   *
   * @param weightUpdates how the optimizer changes the trainable variables
   * @param updating whether the optimizer makes an update, or only accumulates gradients
   */
  public static StepGraph training(ModelTrace trace, Compilation compilation, Map<Variable, Regularizer> penalties,
      List<Shape> targetShapes, boolean weighted, WeightUpdates weightUpdates, boolean updating) {
    Forward forward =
        new Forward(trace, compilation, penalties, Fed.of(targetShapes, trace.inputs().get(0).dim(0), weighted));
    List<Tensor> coefficients = weightUpdates.coefficients();
    List<Variable> trained = trace.reads().keySet().stream().filter(Variable::isTrainable).toList();
    List<Tensor> gradients = Gradients.of(forward.totalLoss, trained.stream().map(trace.reads()::get).toList());
    return forward.step(forward.totalLoss, coefficients,
        weightUpdates.write(trained, trace.variables(), gradients, coefficients, updating));
  }

  /** The same step, but nothing changes where its loss is not finite. */
  public static StepGraph guarded(StepGraph step) {
    Graph graph = step.graph();
    Tensor loss = graph.outputs().get(0);
    Tensor finite = greater(constant(Double.POSITIVE_INFINITY), abs(loss)); // false for NaN too
    List<Assignment> assignments = graph.assignments().stream().map(assignment -> new Assignment(assignment.variable(),
        where(finite, assignment.value(), Tensor.of(new ReadVariable(assignment.variable()))))).toList();
    return new StepGraph(new Graph(graph.placeholders(), graph.outputs(), assignments), step.inputs(), step.targets(),
        step.sampleWeights(), step.coefficients(), step.metrics());
  }

  /** The graph of a step whose gradients come from elsewhere: they are its inputs. */
  public static StepGraph update(WeightUpdates weightUpdates, boolean updating) {
    List<Variable> trained = List.copyOf(weightUpdates.slots().keySet());
    List<Tensor> gradients = trained.stream()
        .map(variable -> Tensor.of(new Placeholder("gradient of " + variable.path(), variable.shape()))).toList();
    List<Tensor> coefficients = weightUpdates.coefficients();
    List<Assignment> assignments =
        weightUpdates.write(trained, new FormulaVariables(), gradients, coefficients, updating);
    List<Tensor> placeholders = new ArrayList<>(gradients);
    placeholders.addAll(coefficients);
    return new StepGraph(new Graph(placeholders, List.of(), assignments), gradients, List.of(), null, coefficients,
        List.of());
  }

  /**
   * What a step is fed besides the model's inputs.
   *
   * @param targets the placeholders of the targets
   * @param sampleWeights the placeholder of the rows' weights, or null
   */
  record Fed(List<Tensor> targets, Tensor sampleWeights) {
    static Fed of(List<Shape> targetShapes, int rows, boolean weighted) {
      return new Fed(targetShapes.stream().map(shape -> Tensor.of(new Placeholder("y", shape))).toList(),
          weighted ? Tensor.of(new Placeholder("sample weights", Shape.of(rows))) : null);
    }
  }

  /** The part that training and evaluation share. */
  static final class Forward {
    final Tensor totalLoss;
    private final ModelTrace trace;
    private final Fed fed;
    private final List<Tensor> losses = new ArrayList<>();
    private final List<Tensor> statistics = new ArrayList<>();
    private final List<Metric> metrics = new ArrayList<>();

    Forward(ModelTrace trace, Compilation compilation, Map<Variable, Regularizer> penalties, Fed fed) {
      this.trace = trace;
      this.fed = fed;
      Tensor total = null;
      for (int i = 0; i < compilation.outputs().size(); i++) {
        Target target = compilation.outputs().get(i);
        Tensor yTrue = fed.targets().get(i);
        Tensor yPred = trace.outputs().get(i);
        Tensor mask = trace.masks().get(i);
        if (target.loss() != null) {
          Tensor loss = target.loss().batchLoss(yTrue, yPred, fed.sampleWeights(), mask);
          losses.add(loss);
          total = plus(total, target.lossWeight() == 1 ? loss : multiply(loss, target.lossWeight()));
        }
        measure(target.metrics(), yTrue, yPred, null, mask);
        measure(target.weightedMetrics(), yTrue, yPred, fed.sampleWeights(), mask);
      }
      for (Map.Entry<Variable, Regularizer> penalty : penalties.entrySet()) {
        if (trace.reads().containsKey(penalty.getKey())) {
          total = plus(total, penalty.getValue().call(trace.variables().value(penalty.getKey())));
        }
      }
      for (Tensor loss : trace.losses()) {
        total = plus(total, loss);
      }
      totalLoss = total == null ? constant(0) : total;
    }

    private void measure(List<NamedMetric> named, Tensor yTrue, Tensor yPred, Tensor sampleWeights, Tensor mask) {
      for (NamedMetric one : named) {
        Metric metric = one.metric().resolve(yTrue.shape(), yPred.shape());
        metrics.add(metric);
        statistics.add(metric.statistics(yTrue, yPred,
            metric.takesMask() ? Masks.weights(sampleWeights, mask) : sampleWeights));
      }
    }

    /** The graph of the step, whose logs call this scalar the loss. */
    StepGraph step(Tensor loss, List<Tensor> coefficients, List<Assignment> assignments) {
      List<Tensor> outputs = new ArrayList<>(List.of(loss));
      outputs.addAll(losses);
      outputs.addAll(statistics);
      List<Tensor> placeholders = new ArrayList<>(trace.inputs());
      placeholders.addAll(fed.targets());
      if (fed.sampleWeights() != null) {
        placeholders.add(fed.sampleWeights());
      }
      placeholders.addAll(coefficients);
      return new StepGraph(new Graph(placeholders, outputs, assignments), trace.inputs(), fed.targets(),
          fed.sampleWeights(), coefficients, metrics);
    }

    private static Tensor plus(Tensor total, Tensor term) {
      return total == null ? term : add(total, term);
    }
  }
}
