package org.neurona.plots;

import java.util.List;

/**
 * One line of a chart.
 *
 * @param name what the legend calls it
 * @param epochs where its values lie, counted from 1 and rising
 * @param values one for each epoch; one that is no finite number leaves a gap
 * @param colour of the line
 */
record Curve(String name, List<Integer> epochs, List<Double> values, int colour) {
  Curve {
    epochs = List.copyOf(epochs);
    values = List.copyOf(values);
  }
}
