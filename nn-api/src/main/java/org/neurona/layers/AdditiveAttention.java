package org.neurona.layers;

import static org.neurona.ops.Ops.add;
import static org.neurona.ops.Ops.expandDims;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.sum;
import static org.neurona.ops.Ops.tanh;

import java.util.List;
import org.neurona.Shape;
import org.neurona.config.Setting;
import org.neurona.initializers.Initializers;
import org.neurona.ops.Tensor;

/**
 * Additive attention (Bahdanau et al., 2015): {@code softmax(sum(scale tanh(query + key))) value}. Keras' {@code
 * AdditiveAttention}.
 *
 * <p>Inputs {@code [query, value]} or {@code [query, value, key]} of shapes {@code (batch, T, dim)}, {@code (batch, S,
 * features)} and {@code (batch, S, dim)}; output {@code (batch, T, features)}, and the scores {@code (batch, T, S)} if
 * {@link #returnAttentionScores} is set. Weight scale {@code (dim)}, from {@code glorot_uniform}, unless it is switched
 * off.
 */
public final class AdditiveAttention extends BaseScoredAttention<AdditiveAttention> {
  private static final Setting<Boolean> USE_SCALE = Setting.flag("use_scale", true);

  /** With a scale, without dropout or a causal mask. */
  public AdditiveAttention() {
    super(List.of(USE_SCALE, DROPOUT));
  }

  /** Whether each feature has a weight; true by default. */
  public boolean useScale() {
    return get(USE_SCALE);
  }

  /** Returns a copy with a weight for each feature or without. */
  public AdditiveAttention useScale(boolean useScale) {
    return with(this, USE_SCALE, useScale);
  }

  @Override
  protected List<WeightSpec> weights(List<Shape> inputs) {
    return useScale()
        ? List.of(WeightSpec.of("scale", Shape.of(inputs.get(0).dim(-1)), Initializers.get("glorot_uniform")))
        : List.of();
  }

  @Override
  Tensor scores(Tensor query, Tensor key, Call call) {
    Tensor pairs = tanh(add(expandDims(query, 2), expandDims(key, 1)));
    return sum(useScale() ? multiply(pairs, call.weight("scale")) : pairs, false, -1);
  }
}
