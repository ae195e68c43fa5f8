package org.neurona.io.keras;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neurona.layers.Bidirectional;
import org.neurona.layers.Layer;
import org.neurona.layers.LayerGraph;
import org.neurona.layers.RNN;
import org.neurona.layers.RNNCell;
import org.neurona.layers.SpectralNormalization;
import org.neurona.layers.StackedRNNCells;
import org.neurona.layers.TimeDistributed;
import org.neurona.layers.Weight;

/** The {@link VariableGroup} of a layer that holds others without being a model. */
final class HolderGroup {
  private HolderGroup() {}

  /** The group; one without parts for a layer of one's own that is called as one of these. */
  static VariableGroup of(String path, String name, Layer layer, boolean trainable, List<Weight> weights,
      LayerOrder order) {
    List<Weight> own = List.of();
    List<VariableGroup> inside = new ArrayList<>();
    if (layer instanceof RNN rnn) {
      inside.add(VariableGroup.of("cell", nameOf(rnn.cell()), rnn.cell(), trainable, weights, order));
    } else if (layer instanceof StackedRNNCells stack) {
      inside.addAll(cells(stack, trainable, weights, order));
    } else if (layer instanceof TimeDistributed wrapper) {
      inside.add(VariableGroup.of("layer", nameOf(wrapper.layer()), wrapper.layer(), trainable, weights, order));
    } else if (layer instanceof Bidirectional wrapper) {
      int half = countOf(wrapper.forwardPart().name(), weights);
      inside.add(VariableGroup.of("forward_layer", wrapper.forwardPart().name(), wrapper.forwardPart(), trainable,
          weights.subList(0, half), order));
      inside.add(VariableGroup.of("backward_layer", wrapper.backwardPart().name(), wrapper.backwardPart(), trainable,
          weights.subList(half, weights.size()), order));
    } else if (layer instanceof SpectralNormalization wrapper) {
      // The kernel is a variable of both.
      own = weights.subList(0, Math.min(2, weights.size()));
      List<Weight> inner = new ArrayList<>(weights);
      inner.remove(1);
      inside.add(VariableGroup.of("layer", nameOf(wrapper.layer()), wrapper.layer(), trainable, inner, order));
    } else {
      own = weights;
    }
    return new VariableGroup(path, name, layer, trainable, List.copyOf(own), List.copyOf(inside));
  }

  private static String nameOf(Layer layer) {
    return layer.name() == null ? LayerGraph.defaultName(LayerOrder.className(layer)) : layer.name();
  }

  private static List<VariableGroup> cells(StackedRNNCells stack, boolean trainable, List<Weight> weights,
      LayerOrder order) {
    Set<RNNCell> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
    List<RNNCell> cells = stack.cells().stream().filter(distinct::add).toList();
    List<String> names = LayerGraph.names(cells);
    Map<String, Integer> used = new HashMap<>();
    List<VariableGroup> groups = new ArrayList<>();
    int next = 0;
    for (RNNCell cell : stack.cells()) {
      // One that comes again is counted, and has no group.
      String path = "cells/" + VariableGroup.counted(cell.className(), used);
      if (groups.size() < cells.size() && cell == cells.get(groups.size())) {
        String name = names.get(groups.size());
        int end = next + countOf(name, weights.subList(next, weights.size()));
        groups.add(VariableGroup.of(path, name, cell, trainable, weights.subList(next, end), order));
        next = end;
      }
    }
    return groups;
  }

  /** How many weights are of a part, which comes first; the names of what is around it may come before its own. */
  private static int countOf(String part, List<Weight> weights) {
    return (int) weights.stream().takeWhile(weight -> ("/" + weight.spec().name()).contains("/" + part + "/")).count();
  }
}
