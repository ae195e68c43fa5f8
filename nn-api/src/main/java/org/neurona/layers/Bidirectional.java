package org.neurona.layers;

import static org.neurona.ops.Ops.add;
import static org.neurona.ops.Ops.concatenate;
import static org.neurona.ops.Ops.divide;
import static org.neurona.ops.Ops.multiply;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.neurona.Shape;
import org.neurona.config.Setting;
import org.neurona.config.SnakeCase;
import org.neurona.ops.Tensor;

/**
 * Goes through a sequence from both ends, with a recurrent layer for each direction, and merges what they give. Keras'
 * {@code Bidirectional}.
 *
 * <p>Inputs: the sequence, then, where given, the first states of the forward layer and those of the backward layer.
 * Outputs: the merged output, or without a merge mode that of either layer; where the layers return states, those of
 * the forward layer and then those of the backward layer. Sequences are merged step by step, and steps that a mask
 * leaves out give 0. The weights are those of the forward layer, then those of the backward layer; their names begin
 * with the layer's: {@code forward_lstm/kernel}.
 */
public final class Bidirectional extends Layer {
  private static final Set<String> MERGE_MODES = Set.of("concat", "sum", "mul", "ave");
  private static final Setting<Layer> LAYER = LayerSettings.required("layer", BaseRNN.class, "a recurrent layer");
  private static final Setting<String> MERGE_MODE = Setting.of("merge_mode", "one of concat, sum, mul, ave, or null",
      mode -> mode == null || MERGE_MODES.contains(mode), Setting.text("merge_mode", null).codec(), "concat");
  private static final Setting<Layer> BACKWARD_LAYER =
      LayerSettings.optional("backward_layer", BaseRNN.class, "a recurrent layer");

  /**
   * A recurrent layer in both directions.
   *
   * @param layer the layer that goes forward; the one that goes backward is its like
   */
  public Bidirectional(BaseRNN<?> layer) {
    super(List.of(LAYER, MERGE_MODE, BACKWARD_LAYER));
    set(LAYER, layer);
  }

  /** The layer that was given. */
  public BaseRNN<?> layer() {
    return (BaseRNN<?>) get(LAYER);
  }

  /**
   * How outputs are merged: {@code concat}, the default, {@code sum}, {@code mul}, {@code ave}, or null for not at all.
   */
  public String mergeMode() {
    return get(MERGE_MODE);
  }

  /** Returns a copy that merges outputs in another way; null for not at all. */
  public Bidirectional mergeMode(String mergeMode) {
    return with(this, MERGE_MODE, mergeMode);
  }

  /** The layer for the other direction that was given, or null, the default. */
  public BaseRNN<?> backwardLayer() {
    return (BaseRNN<?>) get(BACKWARD_LAYER);
  }

  /**
   * Returns a copy with a layer of its own for the other direction; null for the like of the forward layer.
   *
   * @throws IllegalArgumentException if it goes the same way or does not return the same things
   */
  public Bidirectional backwardLayer(BaseRNN<?> backwardLayer) {
    Bidirectional copy = with(this, BACKWARD_LAYER, backwardLayer);
    copy.requireAPair();
    return copy;
  }

  @Override
  public Bidirectional name(String name) {
    return (Bidirectional) super.name(name);
  }

  @Override
  public Bidirectional trainable(boolean trainable) {
    return (Bidirectional) super.trainable(trainable);
  }

  @Override
  public Bidirectional inputShape(int... dims) {
    return (Bidirectional) super.inputShape(dims);
  }

  /** The forward layer under the name that it has here: {@code forward_lstm}. */
  public BaseRNN<?> forwardPart() {
    return part(layer(), "forward_");
  }

  /** The backward layer under the name that it has here: {@code backward_lstm}. */
  public BaseRNN<?> backwardPart() {
    return backwardLayer() == null ? part(layer().goBackwards(true), "backward_")
        : backwardLayer().name() == null ? part(backwardLayer(), "backward_") : backwardLayer();
  }

  private static BaseRNN<?> part(BaseRNN<?> layer, String prefix) {
    String name = layer.name() == null ? SnakeCase.of(layer.className()) : layer.name();
    return layer.name(name.startsWith(prefix) ? name : prefix + name);
  }

  private void requireAPair() {
    BaseRNN<?> forward = forwardPart();
    BaseRNN<?> backward = backwardPart();
    if (forward.goBackwards() == backward.goBackwards()) {
      throw new IllegalArgumentException("Bidirectional: forward layer and backward layer should have different "
          + "`goBackwards` values. Received: " + forward.goBackwards() + " and " + backward.goBackwards());
    }
    requireSame("stateful", forward.stateful(), backward.stateful());
    requireSame("returnSequences", forward.returnSequences(), backward.returnSequences());
    requireSame("returnState", forward.returnState(), backward.returnState());
    if (forward.name().equals(backward.name())) {
      throw new IllegalArgumentException("Bidirectional: both layers are called " + forward.name());
    }
  }

  private static void requireSame(String setting, boolean forward, boolean backward) {
    if (forward != backward) {
      throw new IllegalArgumentException("Bidirectional: forward layer and backward layer are expected to have the "
          + "same value for `" + setting + "`, got " + forward + " and " + backward);
    }
  }

  @Override
  protected void checkInputs(List<Shape> inputs, String label) {
    requireAPair();
    int states = layer().cell().stateShapes().size();
    int backwardStates = backwardPart().cell().stateShapes().size();
    if (inputs.size() != 1 && inputs.size() != 1 + states + backwardStates) {
      throw new IllegalArgumentException(label + " takes a sequence, and no first state or "
          + (states + backwardStates) + ", got " + inputs.size() + " inputs");
    }
    forwardPart().checkInputs(ofForward(inputs), label);
    backwardPart().checkInputs(ofBackward(inputs), label);
  }

  @Override
  protected List<WeightSpec> weights(List<Shape> inputs) {
    List<WeightSpec> weights = new ArrayList<>();
    for (BaseRNN<?> part : List.of(forwardPart(), backwardPart())) {
      part.declareWeights(inputs.subList(0, 1), part.name())
          .forEach(spec -> weights.add(spec.name(part.name() + "/" + spec.name())));
    }
    return weights;
  }

  @Override
  protected List<WeightSpec> states(List<Shape> inputs, String label) {
    List<WeightSpec> states = new ArrayList<>();
    for (BaseRNN<?> part : List.of(forwardPart(), backwardPart())) {
      part.states(inputs.subList(0, 1), label)
          .forEach(spec -> states.add(spec.name(part.name() + "/" + spec.name())));
    }
    return states;
  }

  @Override
  public boolean supportsMasking() {
    return true;
  }

  /** The sequence's mask, where outputs are sequences. */
  @Override
  public List<Tensor> computeMask(List<Tensor> inputs, List<Tensor> masks) {
    return masks.isEmpty() || !layer().returnSequences() ? List.of()
        : Collections.nCopies(mergeMode() == null ? 2 : 1, masks.get(0));
  }

  @Override
  protected List<Tensor> call(List<Tensor> inputs, Call call) {
    BaseRNN<?> forward = forwardPart();
    BaseRNN<?> backward = backwardPart();
    List<Tensor> masks = Collections.singletonList(call.mask());
    boolean zeroOutput = layer().returnSequences();
    List<Tensor> there = forward.call(ofForward(inputs), call.within(forward.name() + "/", forward, masks),
        forward.goBackwards(), zeroOutput);
    // The backward layer's outputs are turned round once more, so that steps meet.
    List<Tensor> back = backward.call(ofBackward(inputs), call.within(backward.name() + "/", backward, masks),
        !backward.goBackwards(), zeroOutput);
    List<Tensor> results = new ArrayList<>(merged(there.get(0), back.get(0)));
    results.addAll(there.subList(1, there.size()));
    results.addAll(back.subList(1, back.size()));
    return results;
  }

  private List<Tensor> merged(Tensor there, Tensor back) {
    if (mergeMode() == null) {
      return List.of(there, back);
    }
    return List.of(switch (mergeMode()) {
      case "concat" -> concatenate(List.of(there, back), -1);
      case "sum" -> add(there, back);
      case "mul" -> multiply(there, back);
      default -> divide(add(there, back), 2);
    });
  }

  private <T> List<T> ofForward(List<T> inputs) {
    return inputs.size() == 1 ? inputs : inputs.subList(0, 1 + layer().cell().stateShapes().size());
  }

  private <T> List<T> ofBackward(List<T> inputs) {
    List<T> own = new ArrayList<>(inputs.subList(0, 1));
    if (inputs.size() > 1) {
      own.addAll(inputs.subList(1 + layer().cell().stateShapes().size(), inputs.size()));
    }
    return own;
  }
}
