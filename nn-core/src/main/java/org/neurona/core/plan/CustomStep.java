package org.neurona.core.plan;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.neurona.Shape;
import org.neurona.core.plan.StepGraphs.Fed;
import org.neurona.core.plan.StepGraphs.Forward;
import org.neurona.core.plan.StepGraphs.StepGraph;
import org.neurona.layers.LayerGraph;
import org.neurona.layers.LayerState;
import org.neurona.layers.RandomStreams;
import org.neurona.ops.Tensor;
import org.neurona.ops.Variable;
import org.neurona.regularizers.Regularizer;
import org.neurona.spi.Compilation;
import org.neurona.training.StepTrace;

/** A training step that a user wrote, as it is written down. */
public final class CustomStep implements StepTrace {
  private final LayerGraph layers;
  private final Function<LayerGraph.Member, List<Variable>> variables;
  private final Set<LayerState> frozen;
  private final Compilation compilation;
  private final Map<Variable, Regularizer> penalties;
  private final WeightUpdates weightUpdates;
  private final List<Tensor> inputs;
  private final Fed fed;
  private final List<Tensor> coefficients;
  private final FormulaVariables formula = new FormulaVariables();
  /** The masks of what the model gave, by its tensors. */
  private final Map<Tensor, Tensor> masks = new IdentityHashMap<>();
  private final List<Tensor> layerLosses = new ArrayList<>();
  private final RandomStreams streams = new RandomStreams();
  private Forward forward;
  private Tensor loss;
  private List<Tensor> gradients;

  private CustomStep(LayerGraph layers, Function<LayerGraph.Member, List<Variable>> variables, Set<LayerState> frozen,
      int rows, Compilation compilation, Map<Variable, Regularizer> penalties, Fed fed, WeightUpdates weightUpdates) {
    this.layers = layers;
    this.variables = variables;
    this.frozen = frozen;
    this.compilation = compilation;
    this.penalties = penalties;
    this.weightUpdates = weightUpdates;
    this.inputs = ModelTrace.inputs(layers, rows);
    this.fed = fed;
    this.coefficients = weightUpdates.coefficients();
  }

  /**
   * The graph of a step.
   *
   * @param layers the model
   * @param variables the variables of each layer, in the order of its weights
   * @param frozen the layers whose weights training leaves alone
   * @param rows how many rows a batch has
   * @param weightUpdates how the optimizer changes the trainable variables
   * @param updating whether the optimizer makes an update, or only accumulates gradients
   * @throws IllegalStateException if the user's step has no loss or applies no gradients
   */
  public static StepGraph graph(LayerGraph layers, Function<LayerGraph.Member, List<Variable>> variables,
      Set<LayerState> frozen, int rows, Compilation compilation, Map<Variable, Regularizer> penalties,
      List<Shape> targetShapes, boolean weighted, WeightUpdates weightUpdates, boolean updating) {
    CustomStep step = new CustomStep(layers, variables, frozen, rows, compilation, penalties,
        Fed.of(targetShapes, rows, weighted), weightUpdates);
    compilation.trainStep().trace(step);
    if (step.forward == null) {
      throw new IllegalStateException(
          "The training step must call computeLoss: the metrics are those of its predictions");
    }
    if (step.loss == null) {
      throw new IllegalStateException("The training step must call minimize or applyGradients, or nothing is trained");
    }
    return step.forward.step(step.loss, step.coefficients, weightUpdates.write(step.trained(), step.formula,
        step.gradients, step.coefficients, updating));
  }

  @Override
  public List<Tensor> x() {
    return inputs;
  }

  @Override
  public List<Tensor> y() {
    return fed.targets();
  }

  @Override
  public Tensor sampleWeights() {
    return fed.sampleWeights();
  }

  @Override
  public List<Tensor> call(List<Tensor> x) {
    ModelTrace trace = ModelTrace.of(layers, variables, frozen, x, formula, true, streams);
    layerLosses.addAll(trace.losses());
    for (int i = 0; i < trace.outputs().size(); i++) {
      masks.put(trace.outputs().get(i), trace.masks().get(i));
    }
    return trace.outputs();
  }

  @Override
  public Tensor computeLoss(List<Tensor> predictions) {
    if (predictions.size() != fed.targets().size()) {
      throw new IllegalArgumentException("computeLoss expects " + fed.targets().size() + " predictions, got "
          + predictions.size());
    }
    List<Tensor> ofPredictions = predictions.stream().map(masks::get).toList();
    forward = new Forward(new ModelTrace(inputs, predictions, ofPredictions, formula, layerLosses, List.of()),
        compilation, penalties, fed);
    return forward.totalLoss;
  }

  @Override
  public List<Tensor> trainableWeights() {
    return trained().stream().map(formula::read).toList();
  }

  private List<Variable> trained() {
    return List.copyOf(weightUpdates.slots().keySet());
  }

  @Override
  public List<Tensor> gradients(Tensor scalar, List<Tensor> by) {
    return Gradients.of(scalar, by);
  }

  @Override
  public void applyGradients(Tensor lossToLog, List<Tensor> ofWeights) {
    if (loss != null) {
      throw new IllegalStateException("The training step has applied gradients already: add losses up before");
    }
    if (ofWeights.size() != trained().size()) {
      throw new IllegalArgumentException("applyGradients expects " + trained().size() + " gradients, got "
          + ofWeights.size());
    }
    loss = lossToLog;
    gradients = List.copyOf(ofWeights);
  }
}
