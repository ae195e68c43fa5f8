package org.neurona.layers;

import static org.neurona.ops.Ops.add;
import static org.neurona.ops.Ops.expandDims;
import static org.neurona.ops.Ops.matmul;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.sum;
import static org.neurona.ops.Ops.tanh;

import java.util.ArrayList;
import java.util.List;
import org.neurona.Shape;
import org.neurona.config.Setting;
import org.neurona.initializers.Initializers;
import org.neurona.ops.Tensor;

/**
 * Dot-product attention (Luong et al., 2015): {@code softmax(query key^T) value}. Keras' {@code Attention}.
 *
 * <p>Inputs {@code [query, value]} or {@code [query, value, key]} of shapes {@code (batch, T, dim)}, {@code (batch, S,
 * features)} and {@code (batch, S, dim)}; output {@code (batch, T, features)}, and the scores {@code (batch, T, S)} if
 * {@link #returnAttentionScores} is set. Weights: with {@code useScale} scale {@code ()}, by which scores are
 * multiplied; with the score mode {@code concat}, in which scores are {@code sum(tanh(scale (query + key)))}, the factor
 * concat_score_weight {@code ()}. Both begin as 1.
 */
public final class Attention extends BaseScoredAttention<Attention> {
  private static final Setting<Boolean> USE_SCALE = Setting.flag("use_scale", false);
  private static final Setting<String> SCORE_MODE = Setting.oneOf("score_mode", "dot", "dot", "concat");

  /** Without a scale, dropout or a causal mask. */
  public Attention() {
    super(List.of(USE_SCALE, SCORE_MODE, DROPOUT));
  }

  /** Whether scores are multiplied by a weight; false by default. */
  public boolean useScale() {
    return get(USE_SCALE);
  }

  /** Returns a copy with a scale or without. */
  public Attention useScale(boolean useScale) {
    return with(this, USE_SCALE, useScale);
  }

  /** How queries and keys are compared: by their product, {@code dot}, the default, or by {@code concat}. */
  public String scoreMode() {
    return get(SCORE_MODE);
  }

  /** Returns a copy that compares queries and keys in another way. */
  public Attention scoreMode(String scoreMode) {
    return with(this, SCORE_MODE, scoreMode);
  }

  private boolean isConcat() {
    return scoreMode().equals("concat");
  }

  @Override
  protected List<WeightSpec> weights(List<Shape> inputs) {
    List<WeightSpec> weights = new ArrayList<>();
    if (useScale()) {
      weights.add(WeightSpec.of("scale", Shape.of(), Initializers.get("ones")));
    }
    if (isConcat()) {
      weights.add(WeightSpec.of("concat_score_weight", Shape.of(), Initializers.get("ones")));
    }
    return weights;
  }

  @Override
  Tensor scores(Tensor query, Tensor key, Call call) {
    if (!isConcat()) {
      return scaled(matmul(query, key, false, true), call);
    }
    Tensor pairs = scaled(add(expandDims(query, 2), expandDims(key, 1)), call);
    return multiply(sum(tanh(pairs), false, -1), call.weight("concat_score_weight"));
  }

  private Tensor scaled(Tensor x, Call call) {
    return useScale() ? multiply(x, call.weight("scale")) : x;
  }
}
