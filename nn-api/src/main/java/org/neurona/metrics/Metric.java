package org.neurona.metrics;

import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.neurona.Shape;
import org.neurona.config.Configurable;
import org.neurona.config.Setting;
import org.neurona.config.SnakeCase;
import org.neurona.ops.Tensor;

/**
 * A number that says how good predictions are. A metric writes, for each batch, a few statistics that add up over
 * batches (a sum and a count, hits by class ...), and, at the end, the number that follows from their totals.
 *
 * <pre>{@code
 * final class Bias extends Metric {
 *   Bias() {
 *     super(List.of());
 *   }
 *
 *   public Tensor statistics(Tensor yTrue, Tensor yPred, Tensor sampleWeights) {
 *     Tensor error = sum(subtract(yPred, yTrue));
 *     return concatenate(List.of(reshape(error, 1), fill(yPred.shape().size(), Shape.of(1))), 0);
 *   }
 *
 *   public double result(double[] totals) {
 *     return totals[0] / totals[1];
 *   }
 * }
 * }</pre>
 *
 * <p>Where a mean over rows is all that is wanted, {@link #of} makes a metric of a function.
 */
public abstract class Metric extends Configurable {
  private static final Setting<String> NAME = Setting.text("name", null);
  private static final Setting<Object> DTYPE = Setting.carried("dtype");

  /** A metric with the setting {@code name} and these. */
  protected Metric(List<Setting<?>> settings) {
    super(Stream.of(List.of(NAME), settings, List.of(DTYPE)).<Setting<?>>flatMap(List::stream).toList());
  }

  /** The name under which an epoch's logs have it: the one that was given, or else Keras' {@code mean_io_u}. */
  public final String name() {
    return get(NAME) == null ? defaultName() : get(NAME);
  }

  /** Returns a copy that logs know under another name; null for Keras' own. */
  public Metric name(String name) {
    return with(this, NAME, name);
  }

  /** The name where none is given: the class name in snake case, as in Keras. */
  protected String defaultName() {
    return SnakeCase.of(className());
  }

  /**
   * The metric that this one stands for when a model's shapes are known; itself, except for {@code accuracy} and its
   * like.
   *
   * @param target the shape of the targets
   * @param output the shape of the model's output
   */
  public Metric resolve(Shape target, Shape output) {
    return this;
  }

  /**
   * The statistics of a batch.
   *
   * @param yTrue the targets
   * @param yPred the model's output
   * @param sampleWeights a weight for each row, or for each step of it where {@link #takesMask}; or null
   * @return a tensor of rank 1, of the same length for every batch
   * @throws IllegalArgumentException if targets and output don't fit each other or the settings
   */
  public abstract Tensor statistics(Tensor yTrue, Tensor yPred, Tensor sampleWeights);

  /**
   * Whether the weights may be those of steps, {@code (batch, time)}, so that the mask of an output can be among them.
   * As in Keras, for means; others count masked steps too.
   */
  public boolean takesMask() {
    return false;
  }

  /** The number that follows from the statistics' totals over all batches. */
  public abstract double result(double[] totals);

  /**
   * The numbers that {@link #result} sums up, where Keras gives an array: a score for each class, a precision for each
   * threshold. Logs have each under the metric's name, an underscore and its key: {@code f1_score_class_0}. None
   * unless a metric overrides it.
   */
  public Map<String, Double> parts(double[] totals) {
    return Map.of();
  }

  /** Which way is better; for callbacks whose mode is {@code auto}. */
  public Direction direction() {
    return Direction.UNKNOWN;
  }

  /**
   * The mean of a function over all rows: Keras' {@code MeanMetricWrapper}, or a plain function among {@code metrics}.
   * It is code, so a model that is compiled with it can't be saved with its compile settings: for that, make it a class
   * that extends {@link MeanMetric}.
   *
   * @param name the name under which logs know it
   * @param function the value of each row, from the targets, brought to the output's shape where only a last axis of
   *     length 1 is missing or too much, and the output: a tensor with the output's axes but the last
   */
  public static Metric of(String name, BinaryOperator<Tensor> function) {
    return new FunctionMetric(name, function);
  }
}
