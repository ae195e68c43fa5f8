package org.neurona.layers;

import java.util.ArrayList;
import java.util.List;
import org.neurona.Shape;
import org.neurona.config.Setting;
import org.neurona.ops.Tensor;

/**
 * Several cells as one: each takes the output of the one before it. Keras' {@code StackedRNNCells}. The states and the
 * weights are those of the first cell, then those of the next; the names of weights begin with the cell's: {@code
 * lstm_cell_1/kernel}.
 */
public final class StackedRNNCells extends RNNCell {
  private static final Setting<List<RNNCell>> CELLS = LayerSettings.list("cells", RNNCell.class, "RNN cell");

  /**
   * A stack.
   *
   * @param cells the cells, the first of which takes the input
   * @throws IllegalArgumentException if there is none, or two have one name
   */
  public StackedRNNCells(RNNCell... cells) {
    super(List.of(CELLS));
    set(CELLS, List.of(cells));
    LayerNames.unique(cells());
  }

  /** The cells. */
  public List<RNNCell> cells() {
    return get(CELLS);
  }

  @Override
  public StackedRNNCells name(String name) {
    return (StackedRNNCells) super.name(name);
  }

  @Override
  public List<Shape> stateShapes() {
    return cells().stream().flatMap(cell -> cell.stateShapes().stream()).toList();
  }

  @Override
  public Shape outputShape() {
    return last().outputShape();
  }

  @Override
  protected int outputState() {
    return last().outputState() < 0 ? -1
        : stateShapes().size() - last().stateShapes().size() + last().outputState();
  }

  private RNNCell last() {
    return cells().get(cells().size() - 1);
  }

  @Override
  protected List<WeightSpec> weights(List<Shape> inputs) {
    List<WeightSpec> weights = new ArrayList<>();
    List<String> names = LayerNames.unique(cells());
    Shape input = inputs.get(0);
    for (int i = 0; i < cells().size(); i++) {
      RNNCell cell = cells().get(i);
      for (WeightSpec spec : cell.declareWeights(List.of(input), names.get(i))) {
        weights.add(spec.name(names.get(i) + "/" + spec.name()));
      }
      input = cell.outputShape().prepend(input.dim(0));
    }
    return weights;
  }

  @Override
  protected Step step(Tensor x, List<Tensor> states, Call call) {
    List<Tensor> next = new ArrayList<>();
    List<String> names = LayerNames.unique(cells());
    Tensor output = x;
    for (int i = 0; i < cells().size(); i++) {
      RNNCell cell = cells().get(i);
      List<Tensor> own = states.subList(next.size(), next.size() + cell.stateShapes().size());
      Step step = cell.step(output, own, call.within(names.get(i) + "/", cell, List.of()));
      output = step.output();
      next.addAll(step.states());
    }
    return new Step(output, next);
  }
}
