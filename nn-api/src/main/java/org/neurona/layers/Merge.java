package org.neurona.layers;

import static org.neurona.ops.Ops.expandDims;

import java.util.ArrayList;
import java.util.List;
import org.neurona.Shape;
import org.neurona.ShapeMismatchException;
import org.neurona.ops.Tensor;

/**
 * What layers that merge several inputs element by element have in common. Keras' {@code Merge}.
 *
 * <p>The inputs have the same shape, or shapes that broadcast; one of fewer axes gets axes of length 1 behind the
 * batch's: {@code (batch, 4)} and {@code (batch, 2, 4)} give {@code (batch, 2, 4)}.
 *
 * @param <L> the layer itself, which fluent methods return
 */
public abstract class Merge<L extends Merge<L>> extends BaseLayer<L> {
  Merge() {
    super(List.of());
  }

  /** How many inputs there may be at most. */
  int mostInputs() {
    return Integer.MAX_VALUE;
  }

  /** What two neighbours give. */
  abstract Tensor merge(Tensor a, Tensor b);

  /**
   * What all inputs give.
   *
   * @param inputs the inputs, all with as many axes
   * @param masks the mask of each, with as many axes, 1 where a step counts; null for an input without one
   */
  Tensor mergeAll(List<Tensor> inputs, List<Tensor> masks) {
    return inputs.stream().reduce(this::merge).orElseThrow();
  }

  @Override
  protected final void checkInputs(List<Shape> inputs, String label) {
    Merging.requireSeveral(inputs, mostInputs(), label);
    int rank = Merging.largestRank(inputs);
    Shape merged = Merging.withRank(inputs.get(0), rank);
    for (Shape input : inputs) {
      Shape wider = Merging.broadcast(merged, Merging.withRank(input, rank));
      if (wider == null) {
        throw new ShapeMismatchException(label, "inputs of one shape, like " + merged, input,
            "Inputs have incompatible shapes");
      }
      merged = wider;
    }
  }

  @Override
  public final boolean supportsMasking() {
    return true;
  }

  /** A step counts where it does in one of the inputs. */
  @Override
  public final List<Tensor> computeMask(List<Tensor> inputs, List<Tensor> masks) {
    return Merging.anyMask(masks);
  }

  @Override
  protected final List<Tensor> call(List<Tensor> inputs, Call call) {
    int rank = Merging.largestRank(inputs.stream().map(Tensor::shape).toList());
    List<Tensor> aligned = new ArrayList<>();
    List<Tensor> masks = new ArrayList<>();
    for (Tensor input : inputs) {
      Tensor mask = call.mask(aligned.size());
      masks.add(mask == null ? null : Merging.aligned(trailing(mask, input.rank()), rank));
      aligned.add(Merging.aligned(input, rank));
    }
    return List.of(mergeAll(aligned, masks));
  }

  /** A mask with axes of length 1 behind its last until it has so many. */
  private static Tensor trailing(Tensor mask, int rank) {
    Tensor wider = mask;
    while (wider.rank() < rank) {
      wider = expandDims(wider, -1);
    }
    return wider;
  }
}
