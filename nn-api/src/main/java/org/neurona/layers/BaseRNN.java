package org.neurona.layers;

import static org.neurona.ops.Ops.fill;
import static org.neurona.ops.Ops.flip;
import static org.neurona.ops.Ops.reshape;
import static org.neurona.ops.Ops.stopGradient;
import static org.neurona.ops.Ops.transpose;
import static org.neurona.ops.Ops.where;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.neurona.Shape;
import org.neurona.ShapeMismatchException;
import org.neurona.config.Setting;
import org.neurona.ops.Ops;
import org.neurona.ops.Scan;
import org.neurona.ops.Tensor;
import org.neurona.regularizers.Regularizer;

/**
 * What recurrent layers have in common: a cell that goes over the steps of a sequence and hands states on. Keras'
 * {@code RNN}.
 *
 * <p>Inputs: the sequence {@code (batch, time, features...)}, then, where given, a first value for each state {@code
 * (batch, units)}; otherwise they are 0. Outputs: that of the last step {@code (batch, units)}, or with {@code
 * returnSequences} those of all steps {@code (batch, time, units)}; with {@code returnState} the last states after it.
 * A step that the sequence's mask leaves out changes no state, and gives the output of the step before it, the first
 * one 0.
 *
 * <p>A {@link #stateful} layer goes on, row by row, where the batch before ended, in training, evaluation and prediction
 * alike; no gradient goes back into that batch. Such batches are all of one size, which the model's input says ({@link
 * Input#batchSize}), and their order is the user's matter: {@code shuffle(false)}. {@link #resetStates} begins anew. As
 * in Keras these states are no weights, and files don't have them.
 *
 * @param <L> the layer itself, which fluent methods return
 */
public abstract class BaseRNN<L extends BaseRNN<L>> extends BaseLayer<L> {
  private static final Setting<Boolean> RETURN_SEQUENCES = Setting.flag("return_sequences", false);
  private static final Setting<Boolean> RETURN_STATE = Setting.flag("return_state", false);
  private static final Setting<Boolean> GO_BACKWARDS = Setting.flag("go_backwards", false);
  private static final Setting<Boolean> STATEFUL = Setting.flag("stateful", false);
  private static final Setting<Boolean> UNROLL = Setting.flag("unroll", false);
  private static final Setting<Boolean> ZERO_OUTPUT_FOR_MASK = Setting.flag("zero_output_for_mask", false);
  /** What the states that a stateful layer keeps are called; a number follows. */
  private static final String STATE = "state_";
  private static final List<Setting<?>> COMMON =
      List.of(RETURN_SEQUENCES, RETURN_STATE, GO_BACKWARDS, STATEFUL, UNROLL, ZERO_OUTPUT_FOR_MASK);

  /** A layer with these settings and the common ones. */
  BaseRNN(List<Setting<?>> settings) {
    super(Setting.joined(settings, COMMON));
  }

  /** What goes over the steps. */
  public abstract RNNCell cell();

  /** The penalty on each output, or null for none. */
  Regularizer activityRegularizer() {
    return null;
  }

  /** Whether the outputs of all steps are returned, not only that of the last; false by default. */
  public final boolean returnSequences() {
    return get(RETURN_SEQUENCES);
  }

  /** Returns a copy that returns the outputs of all steps, or that of the last. */
  public final L returnSequences(boolean returnSequences) {
    return with(self(), RETURN_SEQUENCES, returnSequences);
  }

  /** Whether the last states are further outputs; false by default. */
  public final boolean returnState() {
    return get(RETURN_STATE);
  }

  /** Returns a copy whose last states are further outputs, or not. */
  public final L returnState(boolean returnState) {
    return with(self(), RETURN_STATE, returnState);
  }

  /** Whether the sequence is gone through from its end, and outputs come in that order; false by default. */
  public final boolean goBackwards() {
    return get(GO_BACKWARDS);
  }

  /** Returns a copy that goes through the sequence from its end, or from its beginning. */
  public final L goBackwards(boolean goBackwards) {
    return with(self(), GO_BACKWARDS, goBackwards);
  }

  /** Whether a batch starts with the states that the one before left; false by default. */
  public final boolean stateful() {
    return get(STATEFUL);
  }

  /** Returns a copy whose batches start with the states that the one before left, or with 0. */
  public final L stateful(boolean stateful) {
    return with(self(), STATEFUL, stateful);
  }

  /** Keras' {@code unroll}, which changes no number; false by default. Here steps are planned once in any case. */
  public final boolean unroll() {
    return get(UNROLL);
  }

  /** Returns a copy with the setting that Keras reads; it makes no difference here. */
  public final L unroll(boolean unroll) {
    return with(self(), UNROLL, unroll);
  }

  /** Whether the output of a step that is left out is 0, not that of the step before; false by default. */
  public final boolean zeroOutputForMask() {
    return get(ZERO_OUTPUT_FOR_MASK);
  }

  /** Returns a copy that, of sequences, gives 0 for a step that is left out, or the output of the step before. */
  public final L zeroOutputForMask(boolean zeroOutputForMask) {
    return with(self(), ZERO_OUTPUT_FOR_MASK, zeroOutputForMask);
  }

  @Override
  protected final void checkInputs(List<Shape> inputs, String label) {
    Shape input = inputs.get(0);
    if (input.rank() < 3 || input.rank() > 3 && cell() instanceof UnitCell) {
      throw new ShapeMismatchException(label, "input (batch, time, features): expected ndim=3, found ndim="
          + input.rank(), input);
    }
    if (!input.slice(2, input.rank()).isKnown()) {
      throw new ShapeMismatchException(label, "input (batch, time, features) with features of known length", input);
    }
    List<Shape> states = cell().stateShapes();
    if (inputs.size() != 1 && inputs.size() != 1 + states.size()) {
      throw new IllegalArgumentException(label + " takes a sequence, and no first state or " + states.size()
          + ", got " + inputs.size() + " inputs");
    }
    for (int i = 1; i < inputs.size(); i++) {
      Shape expected = states.get(i - 1).prepend(input.dim(0));
      if (!inputs.get(i).isCompatibleWith(expected)) {
        throw new ShapeMismatchException(label, "first state " + (i - 1) + " of shape " + expected, inputs.get(i));
      }
    }
  }

  @Override
  protected final List<WeightSpec> weights(List<Shape> inputs) {
    Shape input = inputs.get(0);
    return cell().declareWeights(List.of(input.slice(2, input.rank()).prepend(input.dim(0))), "");
  }

  @Override
  protected final List<WeightSpec> states(List<Shape> inputs, String label) {
    if (!stateful()) {
      return List.of();
    }
    Shape sequence = inputs.get(0);
    if (sequence.dim(0) == Shape.UNKNOWN) {
      throw new IllegalArgumentException(label + ": When using `stateful=true` in a RNN, the batch size must be static. "
          + "Found dynamic batch size: sequence.shape=" + sequence + ". Give it to the model's input: "
          + "new Input(...).batchSize(...)");
    }
    List<WeightSpec> states = new ArrayList<>();
    for (Shape row : cell().stateShapes()) {
      states.add(WeightSpec.ofState(STATE + states.size(), row.prepend(sequence.dim(0))));
    }
    return states;
  }

  @Override
  public final boolean supportsMasking() {
    return true;
  }

  /** The sequence's mask, where the output is a sequence. */
  @Override
  public final List<Tensor> computeMask(List<Tensor> inputs, List<Tensor> masks) {
    return returnSequences() && !masks.isEmpty() ? Collections.singletonList(masks.get(0)) : List.of();
  }

  @Override
  protected final List<Tensor> call(List<Tensor> inputs, Call call) {
    return call(inputs, call, goBackwards(), zeroOutputForMask());
  }

  /**
   * The formula.
   *
   * @param flipped whether outputs of sequences come in the reverse order of the input
   * @param zeroOutput whether the outputs of steps that are left out are 0
   */
  final List<Tensor> call(List<Tensor> inputs, Call call, boolean flipped, boolean zeroOutput) {
    RNNCell cell = cell();
    Tensor sequence = timeFirst(inputs.get(0));
    List<Tensor> kept = kept(inputs.get(0).shape(), call);
    List<Tensor> initial = inputs.size() > 1 ? inputs.subList(1, inputs.size()) : !kept.isEmpty() ? kept
        : cell.stateShapes().stream().map(shape -> fill(0, shape.prepend(sequence.dim(1)))).toList();
    boolean fromZero = inputs.size() == 1 && kept.isEmpty();
    Scan.Values values = scan(cell, sequence, call.mask(), initial, fromZero, call, zeroOutput);
    for (int i = 0; i < kept.size(); i++) {
      call.update(STATE + i, stopGradient(values.states().get(i)));
    }
    List<Tensor> results = new ArrayList<>();
    if (returnSequences()) {
      Tensor outputs = values.outputs().get(0);
      results.add(timeFirst(flipped ? flip(outputs, 0) : outputs));
    } else {
      boolean handedOn = values.states().size() > initial.size();
      results.add(values.states().get(handedOn ? initial.size() : cell.outputState()));
    }
    if (returnState()) {
      results.addAll(values.states().subList(0, initial.size()));
    }
    results.forEach(output -> call.addPenalty(activityRegularizer(), output));
    return results;
  }

  /** The states that the batch before left; none of a layer that keeps none, or where the batch size is open. */
  private List<Tensor> kept(Shape sequence, Call call) {
    List<Tensor> kept = new ArrayList<>();
    for (int i = 0; stateful() && sequence.dim(0) != Shape.UNKNOWN && i < cell().stateShapes().size(); i++) {
      kept.add(call.weight(STATE + i));
      if (kept.get(i).dim(0) != sequence.dim(0)) {
        throw new ShapeMismatchException(label(call.layerName()), "a batch size of " + kept.get(i).dim(0), sequence,
            "If an RNN is stateful, the batch size of the input sequences must be the same as the batch size of the "
                + "initial state");
      }
    }
    return kept;
  }

  /** The axes of batch and time, swapped. */
  private static Tensor timeFirst(Tensor x) {
    return transpose(x, IntStream.range(0, x.rank()).map(axis -> axis < 2 ? 1 - axis : axis).toArray());
  }

  /**
   * Runs the cell over a sequence whose first axis is the time. An output that is no state is handed on like one; so is
   * one whose state does not begin as 0 if steps may be left out, for before the first step the output is 0.
   */
  private Scan.Values scan(RNNCell cell, Tensor sequence, Tensor mask, List<Tensor> initial, boolean fromZero,
      Call call, boolean zeroOutput) {
    boolean outputIsState = cell.outputState() >= 0 && (mask == null || fromZero);
    List<Tensor> first = new ArrayList<>(initial);
    if (!outputIsState) {
      first.add(fill(0, cell.outputShape().prepend(sequence.dim(1))));
    }
    List<Tensor> sequences = mask == null ? List.of(sequence) : List.of(sequence, timeFirst(mask));
    return Ops.scan((states, slices) -> {
      RNNCell.Step step = cell.step(slices.get(0), states.subList(0, initial.size()), call);
      List<Tensor> next = new ArrayList<>(step.states());
      if (!outputIsState) {
        next.add(step.output());
      }
      Tensor kept = mask == null ? null : slices.get(1);
      if (kept != null) {
        IntStream.range(0, next.size()).forEach(i -> next.set(i, kept(kept, next.get(i), states.get(i))));
      }
      Tensor output = next.get(outputIsState ? cell.outputState() : next.size() - 1);
      if (kept != null && zeroOutput) {
        output = kept(kept, output, fill(0, Shape.of()));
      }
      return new Scan.Values(next, returnSequences() ? List.of(output) : List.of());
    }, first, sequences, goBackwards());
  }

  /** The new value for rows whose mask is 1, and the other for the rest. */
  private static Tensor kept(Tensor mask, Tensor value, Tensor otherwise) {
    int[] dims = IntStream.range(0, value.rank()).map(axis -> axis == 0 ? mask.dim(0) : 1).toArray();
    return where(reshape(mask, dims), value, otherwise);
  }
}
