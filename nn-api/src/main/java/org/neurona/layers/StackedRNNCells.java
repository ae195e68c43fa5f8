package org.neurona.layers;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neurona.Shape;
import org.neurona.config.Setting;
import org.neurona.ops.Tensor;

/**
 * Several cells as one: each takes the output of the one before it. Keras' {@code StackedRNNCells}. The states and the
 * weights are those of the first cell, then those of the next; the names of weights begin with the cell's: {@code
 * lstm_cell_1/kernel}. One cell in several places has its weights once, and states for each place.
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
    names();
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

  /** The name of each cell, of which one that stands in several places has one. */
  private Map<RNNCell, String> names() {
    Map<RNNCell, String> names = new IdentityHashMap<>();
    List<RNNCell> distinct = new ArrayList<>();
    cells().stream().filter(cell -> names.put(cell, "") == null).forEach(distinct::add);
    List<String> unique = LayerNames.unique(distinct);
    for (int i = 0; i < unique.size(); i++) {
      names.put(distinct.get(i), unique.get(i));
    }
    return names;
  }

  @Override
  protected List<WeightSpec> weights(List<Shape> inputs) {
    Map<String, WeightSpec> weights = new LinkedHashMap<>();
    Map<RNNCell, String> names = names();
    Shape input = inputs.get(0);
    for (RNNCell cell : cells()) {
      for (WeightSpec spec : cell.declareWeights(List.of(input), names.get(cell))) {
        String name = names.get(cell) + "/" + spec.name();
        WeightSpec known = weights.putIfAbsent(name, spec.name(name));
        if (known != null && !known.shape().equals(spec.shape())) {
          throw new IllegalArgumentException("StackedRNNCells: " + cell.label(names.get(cell)) + " stands in places that "
              + "need different weights: " + spec.name() + " of shapes " + known.shape() + " and " + spec.shape());
        }
      }
      input = cell.outputShape().prepend(input.dim(0));
    }
    return List.copyOf(weights.values());
  }

  @Override
  protected Step step(Tensor x, List<Tensor> states, Call call) {
    List<Tensor> next = new ArrayList<>();
    Map<RNNCell, String> names = names();
    Tensor output = x;
    for (RNNCell cell : cells()) {
      List<Tensor> own = states.subList(next.size(), next.size() + cell.stateShapes().size());
      Step step = cell.step(output, own, call.within(names.get(cell) + "/", cell, List.of()));
      output = step.output();
      next.addAll(step.states());
    }
    return new Step(output, next);
  }
}
