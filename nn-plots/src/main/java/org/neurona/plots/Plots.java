package org.neurona.plots;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.neurona.History;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.metrics.ConfusionMatrix;

/**
 * Draws what a network learns. Each drawing is a {@link Picture}, to be saved as SVG or PNG or put into a {@link
 * Report}:
 *
 * <pre>{@code
 * Plots.history(history).save(Path.of("curves.svg"));
 * }</pre>
 */
public final class Plots {
  private Plots() {}

  /**
   * The curves of a training run over its epochs, counted from 1: the loss and each further metric in a panel of its
   * own,
   * training in blue and validation in orange. A value that is no finite number leaves a gap.
   *
   * @throws IllegalArgumentException if the history has no epoch
   */
  public static Picture history(History history) {
    return LineCharts.history(history);
  }

  /**
   * One metric of several runs over their epochs, of training beside of validation: a colour for each run.
   *
   * @param metric the name without {@code val_}
   * @param runs the runs by the name that the legend gives them, in the order of the map
   * @throws IllegalArgumentException if no run has logged the metric
   */
  public static Picture comparison(String metric, Map<String, History> runs) {
    return LineCharts.comparison(metric, runs);
  }

  /**
   * Curves of anything that has a value for each whole number: measurements of years beside their forecast.
   *
   * @param title the heading
   * @param along what the whole numbers count, {@code "year"}
   * @param first the whole number of each curve's first value
   * @param values each curve's values by the name that the legend gives it, in the order of the map; one that is no
   *     finite number leaves a gap
   * @throws IllegalArgumentException if no curve has a value
   */
  public static Picture lines(String title, String along, int first, Map<String, List<Double>> values) {
    return LineCharts.lines(title, along, first, values);
  }

  /**
   * A model's layers and how they are connected, as Keras' {@code plot_model} with {@code show_shapes}: each box has
   * the
   * layer's name, its type, the shape of its output and the number of its weights. A layer that is applied several
   * times
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

  /**
   * A confusion matrix with its counts and the names of the classes: a row for each true class, a column for each
   * predicted one, blue where both are the same and orange elsewhere, darker with the share of the row. Counts and
   * names
   * that would be too small to read are left out.
   */
  public static Picture confusion(ConfusionMatrix matrix) {
    return ConfusionChart.of(matrix);
  }

  /** Saves the picture of {@link #confusion(ConfusionMatrix)}, as {@link Picture#save} does. */
  public static void confusion(ConfusionMatrix matrix, Path file) throws IOException {
    confusion(matrix).save(file);
  }

  /**
   * Images side by side, each with its caption below; that of a mistake is red.
   *
   * @param images of shape {@code (n, height, width)} or {@code (n, height, width, 1)} for grey ones,
   *     {@code (n, height, width, 3)} for red, green and blue; from 0 (dark) to 1 (light), or where a number goes
   * beyond
   *     that, from the least to the largest of all
   * @param captions one for each image, or none at all
   * @throws org.neurona.ShapeMismatchException if the images have another shape, or there is none
   * @throws IllegalArgumentException if the numbers of images and captions differ
   */
  public static Picture images(NDArray images, List<Caption> captions) {
    return ImageGrid.of(images, captions);
  }

  /** Saves the picture of {@link #images(NDArray, List)}, as {@link Picture#save} does. */
  public static void images(NDArray images, List<Caption> captions, Path file) throws IOException {
    images(images, captions).save(file);
  }
}
