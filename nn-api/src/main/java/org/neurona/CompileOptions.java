package org.neurona;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.neurona.losses.Loss;
import org.neurona.losses.Losses;
import org.neurona.metrics.Direction;
import org.neurona.metrics.Metric;
import org.neurona.metrics.Metrics;
import org.neurona.optimizers.Optimizer;
import org.neurona.optimizers.Optimizers;
import org.neurona.spi.Compilation;
import org.neurona.spi.Compilation.NamedMetric;
import org.neurona.spi.Compilation.Target;
import org.neurona.training.TrainStep;

/**
 * The arguments of {@code compile}, with Keras' names; for a model with several outputs, losses, their weights and
 * metrics by the name of the output's layer. Immutable: each method returns a copy.
 */
public final class CompileOptions {
  /** The key of what holds for every output. */
  private static final String ALL = "";

  private final Optimizer optimizer;
  private final Map<String, Loss> losses;
  private final Map<String, Double> lossWeights;
  private final Map<String, List<NamedMetric>> metrics;
  private final Map<String, List<NamedMetric>> weightedMetrics;
  private final TrainStep trainStep;

  /** RMSprop, as in Keras, and no loss yet. */
  public CompileOptions() {
    this(Optimizers.get("rmsprop"), Map.of(), Map.of(), Map.of(), Map.of(), TrainStep.STANDARD);
  }

  private CompileOptions(Optimizer optimizer, Map<String, Loss> losses, Map<String, Double> lossWeights,
      Map<String, List<NamedMetric>> metrics, Map<String, List<NamedMetric>> weightedMetrics, TrainStep trainStep) {
    this.optimizer = optimizer;
    this.losses = losses;
    this.lossWeights = lossWeights;
    this.metrics = metrics;
    this.weightedMetrics = weightedMetrics;
    this.trainStep = trainStep;
  }

  /** Returns a copy with an optimizer by Keras' name. */
  public CompileOptions optimizer(String identifier) {
    return optimizer(Optimizers.get(identifier));
  }

  /** Returns a copy with an optimizer. */
  public CompileOptions optimizer(Optimizer optimizer) {
    return new CompileOptions(optimizer, losses, lossWeights, metrics, weightedMetrics, trainStep);
  }

  /** Returns a copy with one loss, by Keras' name, for every output. */
  public CompileOptions loss(String identifier) {
    return loss(Losses.get(identifier));
  }

  /** Returns a copy with one loss for every output. */
  public CompileOptions loss(Loss loss) {
    return loss(ALL, loss);
  }

  /** Returns a copy with a loss for one output, by the name of its layer. */
  public CompileOptions loss(String output, Loss loss) {
    return new CompileOptions(optimizer, put(losses, output, loss), lossWeights, metrics, weightedMetrics, trainStep);
  }

  /** Returns a copy with a loss, by Keras' name, for one output. */
  public CompileOptions loss(String output, String identifier) {
    return loss(output, Losses.get(identifier));
  }

  /** Returns a copy with the share of one output's loss in the sum that is minimised; 1 by default. */
  public CompileOptions lossWeight(String output, double weight) {
    if (!Double.isFinite(weight)) {
      throw new IllegalArgumentException(
          "compile: the loss weight of " + output + " must be finite. Received: " + weight);
    }
    return new CompileOptions(optimizer, losses, put(lossWeights, output, weight), metrics, weightedMetrics,
        trainStep);
  }

  /**
   * Returns a copy with further metrics, by Keras' names, for every output; logged under the names given here. All rows
   * count alike for them, as in Keras: for {@code sampleWeight} and {@code classWeight} see {@link #weightedMetrics}.
   */
  public CompileOptions metrics(String... identifiers) {
    return outputMetrics(ALL, identifiers);
  }

  /** Returns a copy with further metrics for every output; logged under their own names. */
  public CompileOptions metrics(Metric... objects) {
    return outputMetrics(ALL, objects);
  }

  /** Returns a copy with further metrics for one output; logged under the output's name and theirs. */
  public CompileOptions outputMetrics(String output, String... identifiers) {
    return named(output, byName(identifiers));
  }

  /** Returns a copy with further metrics for one output. */
  public CompileOptions outputMetrics(String output, Metric... objects) {
    return named(output, byOwnName(objects));
  }

  /** Returns a copy with further metrics and the names that logs use; an empty output name stands for every output. */
  public CompileOptions named(String output, List<NamedMetric> further) {
    return new CompileOptions(optimizer, losses, lossWeights, add(metrics, output, further), weightedMetrics,
        trainStep);
  }

  /**
   * Returns a copy with further metrics, by Keras' names, for every output, for which rows count by the weights of
   * samples and classes. One that is among {@link #metrics} too is logged as {@code weighted_accuracy}.
   */
  public CompileOptions weightedMetrics(String... identifiers) {
    return outputWeightedMetrics(ALL, identifiers);
  }

  /** Returns a copy with further metrics for every output, for which rows count by their weights. */
  public CompileOptions weightedMetrics(Metric... objects) {
    return outputWeightedMetrics(ALL, objects);
  }

  /** Returns a copy with further metrics for one output, for which rows count by their weights. */
  public CompileOptions outputWeightedMetrics(String output, String... identifiers) {
    return namedWeighted(output, byName(identifiers));
  }

  /** Returns a copy with further metrics for one output, for which rows count by their weights. */
  public CompileOptions outputWeightedMetrics(String output, Metric... objects) {
    return namedWeighted(output, byOwnName(objects));
  }

  /** Returns a copy with further weighted metrics and their names; an empty output name stands for every output. */
  public CompileOptions namedWeighted(String output, List<NamedMetric> further) {
    return new CompileOptions(optimizer, losses, lossWeights, metrics, add(weightedMetrics, output, further),
        trainStep);
  }

  private static List<NamedMetric> byName(String[] identifiers) {
    return Stream.of(identifiers).map(name -> new NamedMetric(name, Metrics.get(name))).toList();
  }

  private static List<NamedMetric> byOwnName(Metric[] objects) {
    return Stream.of(objects).map(metric -> new NamedMetric(metric.name(), metric)).toList();
  }

  private static Map<String, List<NamedMetric>> add(Map<String, List<NamedMetric>> metrics, String output,
      List<NamedMetric> further) {
    return put(metrics, output,
        Stream.concat(metrics.getOrDefault(output, List.of()).stream(), further.stream()).toList());
  }

  /**
   * Returns a copy with a training step of one's own, as Keras' models override {@code train_step}. It is code, and not
   * written to files: a model that is loaded has the standard step until it is compiled anew.
   */
  public CompileOptions trainStep(TrainStep trainStep) {
    return new CompileOptions(optimizer, losses, lossWeights, metrics, weightedMetrics, trainStep);
  }

  /** What is done with a batch; {@link TrainStep#STANDARD} by default. */
  public TrainStep trainStep() {
    return trainStep;
  }

  /** The optimizer. */
  public Optimizer optimizer() {
    return optimizer;
  }

  /** The losses by output; the empty name stands for every output. */
  public Map<String, Loss> losses() {
    return Collections.unmodifiableMap(losses);
  }

  /** The loss weights by output. */
  public Map<String, Double> lossWeights() {
    return Collections.unmodifiableMap(lossWeights);
  }

  /** The metrics by output; the empty name stands for every output. */
  public Map<String, List<NamedMetric>> metrics() {
    return Collections.unmodifiableMap(metrics);
  }

  /** The metrics for which rows count by their weights, by output; the empty name stands for every output. */
  public Map<String, List<NamedMetric>> weightedMetrics() {
    return Collections.unmodifiableMap(weightedMetrics);
  }

  /**
   * What the logs of a model will have, and which way is better: {@code loss}, {@code a_loss}, {@code a_accuracy} ...
   *
   * @param outputs the names of the model's outputs
   * @throws IllegalArgumentException if there is no loss, or an output is named that the model lacks
   */
  public Map<String, Direction> directions(List<String> outputs) {
    Map<String, Direction> directions = new LinkedHashMap<>();
    directions.put("loss", Direction.DOWN);
    for (Target target : forOutputs(outputs).outputs()) {
      if (target.lossLog() != null) {
        directions.put(target.lossLog(), Direction.DOWN);
      }
      target.allMetrics().forEach(metric -> directions.put(metric.name(), metric.metric().direction()));
    }
    return directions;
  }

  /**
   * What each output of a model is held against.
   *
   * @throws IllegalArgumentException if there is no loss, or an output is named that the model lacks
   */
  Compilation forOutputs(List<String> outputs) {
    Stream.of(losses, lossWeights, metrics, weightedMetrics).flatMap(map -> map.keySet().stream())
        .filter(name -> !name.equals(ALL) && !outputs.contains(name)).findFirst().ifPresent(name -> {
          throw new IllegalArgumentException(
              "compile: the model has no output \"" + name + "\". Known: " + String.join(", ", outputs));
        });
    if (losses.isEmpty()) {
      throw new IllegalArgumentException("No loss to compute. Provide a `loss` argument in `compile()`.");
    }
    boolean several = outputs.size() > 1;
    MetricNames names = new MetricNames();
    List<List<NamedMetric>> plain = named(outputs, metrics, names::of);
    List<List<NamedMetric>> weighted = named(outputs, weightedMetrics, names::ofWeighted);
    List<Target> targets = new ArrayList<>();
    for (String output : outputs) {
      Loss loss = losses.getOrDefault(output, losses.get(ALL));
      targets.add(new Target(loss, lossWeights.getOrDefault(output, lossWeights.getOrDefault(ALL, 1.0)),
          several && loss != null ? output + "_loss" : null, plain.get(targets.size()), weighted.get(targets.size())));
    }
    return new Compilation(optimizer, targets, trainStep);
  }

  /** The metrics of each output under the names that logs have. */
  private static List<List<NamedMetric>> named(List<String> outputs, Map<String, List<NamedMetric>> metrics,
      BinaryOperator<String> names) {
    List<List<NamedMetric>> named = new ArrayList<>();
    for (String output : outputs) {
      String prefix = outputs.size() > 1 ? output + "_" : "";
      named.add(Stream.of(ALL, output).distinct().flatMap(key -> metrics.getOrDefault(key, List.of()).stream())
          .map(metric -> new NamedMetric(names.apply(prefix, metric.name()), metric.metric())).toList());
    }
    return named;
  }

  private static <V> Map<String, V> put(Map<String, V> map, String key, V value) {
    Map<String, V> copy = new LinkedHashMap<>(map);
    copy.put(key, value);
    return copy;
  }
}
