package org.neurona.plots;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.neurona.History;
import org.neurona.Model;

/**
 * Draws what a network learns. Each drawing is a {@link Picture}, to be saved as SVG or PNG or put into a {@link Report}:
 *
 * <pre>{@code
 * Plots.history(history).save(Path.of("curves.svg"));
 * }</pre>
 */
public final class Plots {
  private Plots() {}

  /**
   * The curves of a training run over its epochs, counted from 1: the loss and each further metric in a panel of its own,
   * training in blue and validation in orange. A value that is no finite number leaves a gap.
   *
   * @throws IllegalArgumentException if the history has no epoch
   */
  public static Picture history(History history) {
    return LineCharts.history(history);
  }

  /**
   * One metric of several runs over their epochs: a colour for each run, its training dashed and its validation not.
   *
   * @param metric the name without {@code val_}
   * @param runs the runs by the name that the legend gives them, in the order of the map
   * @throws IllegalArgumentException if no run has logged the metric
   */
  public static Picture comparison(String metric, Map<String, History> runs) {
    return LineCharts.comparison(metric, runs);
  }

  /**
   * A model's layers and how they are connected, as Keras' {@code plot_model} with {@code show_shapes}: each box has the
   * layer's name, its type, the shape of its output and the number of its weights. A layer that is applied several times
   * has a box for each.
   *
   * @throws IllegalStateException if the model is not built
   */
  public static Picture model(Model model) {
    return ModelChart.of(model);
  }

  /** Saves the picture of {@link #model(Model)}, as {@link Picture#save} does. */
  public static void model(Model model, Path file) throws IOException {
    model(model).save(file);
  }
}
