package org.neurona.layers;

import static org.neurona.ops.Ops.constant;
import static org.neurona.ops.Ops.expandDims;
import static org.neurona.ops.Ops.greaterEqual;
import static org.neurona.ops.Ops.sum;

import java.util.List;
import java.util.stream.DoubleStream;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.config.Setting;
import org.neurona.data.Dataset;
import org.neurona.ops.Tensor;

/**
 * The number of the interval that a number lies in: boundaries 0, 1 and 2 make {@code (-inf, 0), [0, 1), [1, 2), [2,
 * inf)}, numbered from 0. Keras' {@code Discretization}.
 *
 * <p>Boundaries are given, or found by {@link #adapt} so that about as many numbers lie in each interval. They are
 * taken as float32. The output has the input's shape, or with another mode than {@code int} the forms of {@link
 * CategoryEncoding}, with a place for each interval.
 */
public final class Discretization extends Layer {
  private static final Setting<List<Double>> BIN_BOUNDARIES = Setting.numbers("bin_boundaries",
      "numbers in ascending order or null", Discretization::areAscending, null);
  private static final Setting<Integer> NUM_BINS = Setting.of("num_bins", "an integer >= 1 or null",
      value -> value == null || value >= 1, Setting.integer("num_bins", 1).codec(), null);
  private static final Setting<Double> EPSILON = Setting.of("epsilon", "a number in (0, 1)",
      value -> value != null && value > 0 && value < 1, Setting.number("epsilon", 0).codec(), 0.01);
  private static final Setting<String> OUTPUT_MODE =
      Setting.oneOf("output_mode", "int", "int", "one_hot", "multi_hot", "count");

  Discretization() {
    super(List.of(BIN_BOUNDARIES, NUM_BINS, EPSILON, OUTPUT_MODE));
  }

  /** Intervals between these boundaries, in ascending order. */
  public Discretization(double... binBoundaries) {
    this();
    set(BIN_BOUNDARIES, DoubleStream.of(binBoundaries).boxed().toList());
  }

  /** So many intervals, whose boundaries {@link #adapt} finds. */
  public static Discretization ofBins(int numBins) {
    return with(new Discretization(), NUM_BINS, numBins);
  }

  private static boolean areAscending(List<Double> values) {
    for (int i = 0; values != null && i < values.size(); i++) {
      if (values.get(i).isNaN() || i > 0 && values.get(i - 1) > values.get(i)) {
        return false;
      }
    }
    return true;
  }

  /** The boundaries that were given or found, or null. */
  public List<Double> binBoundaries() {
    return get(BIN_BOUNDARIES);
  }

  /** How many intervals were asked for, or null where boundaries were given. */
  public Integer numBins() {
    return get(NUM_BINS);
  }

  /** The rank that a boundary may be off by, as a part of all numbers; 0.01 by default. */
  public double epsilon() {
    return get(EPSILON);
  }

  /** Returns a copy whose boundaries are found less exactly or more. */
  public Discretization epsilon(double epsilon) {
    return with(this, EPSILON, epsilon);
  }

  /** The form of the output: {@code int}, the default, {@code one_hot}, {@code multi_hot} or {@code count}. */
  public String outputMode() {
    return get(OUTPUT_MODE);
  }

  /** Returns a copy with another form of output. */
  public Discretization outputMode(String outputMode) {
    return with(this, OUTPUT_MODE, outputMode);
  }

  @Override
  public Discretization name(String name) {
    return (Discretization) super.name(name);
  }

  @Override
  public Discretization inputShape(int... dims) {
    return (Discretization) super.inputShape(dims);
  }

  /**
   * Returns a copy with boundaries at the quantiles of all numbers of an array.
   *
   * @throws IllegalStateException if boundaries were given
   * @throws IllegalArgumentException if the array is empty
   */
  public Discretization adapt(NDArray data) {
    requireBins();
    return adapted(and(QuantileSummary.empty(), data));
  }

  /**
   * Returns a copy with boundaries at the quantiles of the first input of one pass over data.
   *
   * @throws IllegalStateException if boundaries were given
   * @throws IllegalArgumentException if there are no rows, or no end of them
   */
  public Discretization adapt(Dataset data) {
    requireBins();
    return adapted(AdaptBatches.fold(data, className(), QuantileSummary.empty(), this::and));
  }

  private void requireBins() {
    if (numBins() == null) {
      throw new IllegalStateException("Cannot adapt a Discretization layer that has been initialized with "
          + "`bin_boundaries`, use `num_bins` instead.");
    }
  }

  private QuantileSummary and(QuantileSummary summary, NDArray batch) {
    return QuantileSummary.of(batch.toFloatArray(), epsilon()).and(summary, epsilon());
  }

  private Discretization adapted(QuantileSummary summary) {
    return with(this, BIN_BOUNDARIES, summary.boundaries(numBins()));
  }

  @Override
  protected void checkInputs(List<Shape> inputs, String label) {
    if (binBoundaries() == null) {
      throw new IllegalArgumentException(label + ": You need to either pass the `bin_boundaries` argument at "
          + "construction time or call `adapt(dataset)` before you can start using the `Discretization` layer.");
    }
  }

  @Override
  protected Tensor call(Tensor x, Call call) {
    float[] boundaries = new float[binBoundaries().size()];
    for (int i = 0; i < boundaries.length; i++) {
      boundaries[i] = binBoundaries().get(i).floatValue();
    }
    Tensor passed = greaterEqual(expandDims(x, -1), constant(NDArray.wrap(Shape.of(boundaries.length), boundaries)));
    return CategoryCoding.of(sum(passed, false, -1), outputMode(), boundaries.length + 1, null);
  }
}
