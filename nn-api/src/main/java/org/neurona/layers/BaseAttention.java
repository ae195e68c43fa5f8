package org.neurona.layers;

import static org.neurona.ops.Ops.constant;
import static org.neurona.ops.Ops.expandDims;
import static org.neurona.ops.Ops.greaterEqual;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.softmax;
import static org.neurona.ops.Ops.where;

import java.util.Arrays;
import java.util.List;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.ShapeMismatchException;
import org.neurona.config.Setting;
import org.neurona.ops.Tensor;

/**
 * What layers have in common that give each query a mean of values, weighed by how well their keys fit it.
 *
 * <p>Inputs {@code [query, value]} or {@code [query, value, key]}: queries {@code (batch, T, features)}, values and
 * keys {@code (batch, S, features)}, all lengths but the batch's known; without keys the values are the keys, too. The
 * first output has the mask of the queries. What Keras takes as arguments of a call, {@code use_causal_mask} and {@code
 * return_attention_scores}, are settings here; files have them only where they are set.
 *
 * @param <L> the layer itself, which fluent methods return
 */
public abstract class BaseAttention<L extends BaseAttention<L>> extends BaseLayer<L> {
  static final Setting<Double> DROPOUT = Setting.fraction("dropout", 0);
  /** Of a step that is masked; e to the power of it is 0. */
  private static final double MASKED = -1e9;
  private static final int MOST_MASKED = 1 << 22;
  private static final Setting<Long> SEED = Setting.seed();
  private static final Setting<Boolean> USE_CAUSAL_MASK = Setting.flag("use_causal_mask", false).writtenWhenSet();
  private static final Setting<Boolean> RETURN_ATTENTION_SCORES =
      Setting.flag("return_attention_scores", false).writtenWhenSet();

  /** A layer with these settings, {@link #DROPOUT} among them, before those that all have. */
  BaseAttention(List<Setting<?>> settings) {
    super(Setting.joined(settings, List.of(SEED, USE_CAUSAL_MASK, RETURN_ATTENTION_SCORES)));
  }

  /** The part of the scores that is dropped in training; 0 by default. */
  public final double dropout() {
    return get(DROPOUT);
  }

  /** Returns a copy that drops this part of the scores in training, in [0, 1). */
  public final L dropout(double dropout) {
    return with(self(), DROPOUT, dropout);
  }

  /** The seed that decides what is dropped, or null, the default, for the model's. */
  public final Long seed() {
    return get(SEED);
  }

  /** Returns a copy with a seed of its own, for choices that do not depend on the model's seed. */
  public final L seed(long seed) {
    return with(self(), SEED, seed);
  }

  /** Whether query i sees the steps up to i only; false by default. */
  public final boolean useCausalMask() {
    return get(USE_CAUSAL_MASK);
  }

  /** Returns a copy in which query i sees the steps up to i only, as a decoder needs, or all. */
  public final L useCausalMask(boolean useCausalMask) {
    return with(self(), USE_CAUSAL_MASK, useCausalMask);
  }

  /** Whether the scores, after the softmax, are a second output; false by default. */
  public final boolean returnAttentionScores() {
    return get(RETURN_ATTENTION_SCORES);
  }

  /** Returns a copy with the scores, after the softmax, as a second output, or without. */
  public final L returnAttentionScores(boolean returnAttentionScores) {
    return with(self(), RETURN_ATTENTION_SCORES, returnAttentionScores);
  }

  /** The keys among the inputs: the third, or else the values. */
  static <T> T key(List<T> inputs) {
    return inputs.get(Math.min(inputs.size() - 1, 2));
  }

  @Override
  protected final void checkInputs(List<Shape> inputs, String label) {
    requireCount(inputs.size(), label);
    Shape query = inputs.get(0);
    Shape value = inputs.get(1);
    for (Shape input : inputs.subList(0, Math.min(inputs.size(), 3))) {
      if (input.rank() != 3 || !input.slice(1, 3).isKnown()) {
        throw new ShapeMismatchException(label, "inputs (batch, time, features) of known lengths", input);
      }
      if (!input.slice(0, 1).isCompatibleWith(query.slice(0, 1))) {
        throw new ShapeMismatchException(label, "as many rows as the query " + query, input);
      }
    }
    if (key(inputs).dim(1) != value.dim(1)) {
      throw new ShapeMismatchException(label, "a key of as many steps as the value " + value, key(inputs),
          "All dimensions of `value` and `key`, except the last one, must be equal");
    }
    checkHeads(query, key(inputs), label);
    if (inputs.size() > 3) {
      checkMask(inputs.get(3), Shape.of(query.dim(0), query.dim(1), value.dim(1)), label);
    }
  }

  /** Fails for a wrong number of inputs. */
  void requireCount(int inputs, String label) {
    if (inputs < 2 || inputs > 3) {
      throw new IllegalArgumentException(label + " layer accepts inputs list of length 2 or 3, namely [query, value] "
          + "or [query, value, key]. Received length: " + inputs + ".");
    }
  }

  /**
   * Says what is wrong with a fourth input, where there may be one.
   *
   * @param pairs (batch, T, S)
   */
  void checkMask(Shape mask, Shape pairs, String label) {}

  /** Says what is wrong with a query and a key in what a kind of attention asks of them. */
  abstract void checkHeads(Shape query, Shape key, String label);

  @Override
  public final boolean supportsMasking() {
    return true;
  }

  /** 1 where query i may see step j by the {@link #useCausalMask causal mask}, {@code (T, S)}; null without one. */
  final Tensor causalMask(List<Tensor> inputs) {
    if (!useCausalMask()) {
      return null;
    }
    // Compared when the model runs: a table of all pairs would be written out in the model.
    return greaterEqual(expandDims(places(inputs.get(0).dim(1)), -1), places(inputs.get(1).dim(1)));
  }

  private static Tensor places(int count) {
    if (count > MOST_MASKED) {
      throw new IllegalArgumentException("A causal mask can't have " + count + " steps: the most is " + MOST_MASKED);
    }
    int[] places = new int[count];
    Arrays.setAll(places, i -> i);
    return constant(NDArray.of(places));
  }

  /** A mask of queries {@code (batch, T)} or null, to meet others. */
  static Tensor ofQueries(Tensor mask) {
    return mask == null ? null : expandDims(mask, -1);
  }

  /** A mask of steps {@code (batch, S)} or null, to meet others. */
  static Tensor ofSteps(Tensor mask) {
    return mask == null ? null : expandDims(mask, 1);
  }

  /** 1 where all masks have it; null where there is none. */
  static Tensor all(Tensor... masks) {
    Tensor all = null;
    for (Tensor mask : masks) {
      all = all == null ? mask : mask == null ? all : multiply(all, mask);
    }
    return all;
  }

  /**
   * The softmax over the last axis, in which masked steps have no share. A query that may see nothing sees all steps
   * alike, as in Keras' float32, where -1e9 swallows what it is added to.
   *
   * @param mask 1 for what counts, of a shape that broadcasts to the scores'; null for everything
   */
  static Tensor shares(Tensor scores, Tensor mask) {
    return softmax(mask == null ? scores : where(mask, scores, constant(MASKED)));
  }

  /** The shares with a part of them dropped, in training. */
  final Tensor dropped(Tensor shares, Call call) {
    if (!call.training() || dropout() == 0) {
      return shares;
    }
    Tensor kept = greaterEqual(call.randomUniform(shares.shape(), seed()), constant(dropout()));
    return multiply(shares, multiply(kept, 1 / (1 - dropout())));
  }

  /** The outputs, with the scores if so set. */
  final List<Tensor> outputs(Tensor output, Tensor scores) {
    return returnAttentionScores() ? List.of(output, scores) : List.of(output);
  }
}
