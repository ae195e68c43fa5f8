package org.neurona.plots;

import java.util.List;

/**
 * One line of a chart.
 *
 * @param name what the legend calls it
 * @param places where its values lie along the axis, rising: epochs counted from 1, years
 * @param values one for each epoch; one that is no finite number leaves a gap
 * @param colour of the line
 */
record Curve(String name, List<Integer> places, List<Double> values, int colour) {
  Curve {
    places = List.copyOf(places);
    values = List.copyOf(values);
  }
}
