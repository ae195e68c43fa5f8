package org.neurona.examples.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.neurona.CompileOptions;
import org.neurona.Model;
import org.neurona.SummaryOptions;
import org.neurona.io.FileContents.LayerEntry;
import org.neurona.io.StoredArray;
import org.neurona.spi.Compilation.NamedMetric;
import org.neurona.spi.TrainingState;

/** An inspection for people. */
final class InspectionText {
  private static final List<String> HEADINGS =
      List.of("array", "shape", "type", "count", "min", "mean", "max", "std", "NaN", "Inf");
  /** How many columns hold words. */
  private static final int WORDS = 3;

  private final StringBuilder text = new StringBuilder();

  private InspectionText() {}

  static String of(Inspection inspection) {
    InspectionText out = new InspectionText();
    out.line("file", inspection.file().getFileName());
    out.line("format", inspection.contents().format());
    out.line("holds", inspection.holds());
    inspection.contents().writer().forEach(out::line);
    if (inspection.model() != null) {
      out.model(inspection.model());
    }
    if (!inspection.missing().isEmpty()) {
      out.layers(inspection.contents().layers());
      out.text.append("\nThe model can't be loaded:\n");
      inspection.missing().forEach(part -> out.text.append("  ").append(part).append('\n'));
    }
    if (!inspection.arrays().isEmpty()) {
      out.arrays(inspection.arrays());
    }
    return PrintableText.of(out.text.toString());
  }

  private void line(String key, Object value) {
    text.append(String.format(Locale.ROOT, "%-15s %s\n", key, value));
  }

  private void model(Model model) {
    text.append('\n').append(model.summaryText(new SummaryOptions().expandNested(true)));
    if (model.isCompiled()) {
      CompileOptions options = model.compileOptions();
      TrainingState state = model.trainingState();
      text.append('\n');
      line("optimizer", options.optimizer());
      line("steps", state.iterations() + (state.epochs() > 0 ? ", in " + state.epochs() + " epochs" : ""));
      line("learning rate", state.learningRate());
      options.losses().forEach((output, loss) -> line(of("loss", output), loss));
      options.lossWeights().forEach((output, weight) -> line(of("loss weight", output), weight));
      options.metrics().forEach((output, metrics) -> line(of("metrics", output), names(metrics)));
      options.weightedMetrics().forEach((output, metrics) -> line(of("weighted", output), names(metrics)));
    }
  }

  private static String of(String what, String output) {
    return output.isEmpty() ? what : what + " of " + output;
  }

  private static String names(List<NamedMetric> metrics) {
    return metrics.stream().map(NamedMetric::name).collect(Collectors.joining(", "));
  }

  private void layers(List<LayerEntry> layers) {
    text.append("\nLayers:\n");
    for (LayerEntry layer : layers) {
      text.append("  ".repeat(layer.depth() + 1))
          .append(layer.name() == null ? layer.className() : layer.name() + " (" + layer.className() + ")")
          .append('\n');
    }
  }

  private void arrays(List<StoredArray> arrays) {
    List<List<String>> rows = new ArrayList<>(List.of(HEADINGS));
    arrays.forEach(array -> rows.add(row(array)));
    int[] widths = new int[HEADINGS.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    text.append('\n');
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String blanks = " ".repeat(widths[i] - row.get(i).length());
        line.append(i == 0 ? "" : "  ").append(i < WORDS ? row.get(i) + blanks : blanks + row.get(i));
      }
      text.append(line).append('\n');
    }
  }

  private static List<String> row(StoredArray array) {
    ArrayStatistics of = ArrayStatistics.of(array.values());
    return List.of(array.name(), array.values().shape().toString(), array.type(), Integer.toString(of.count()),
        number(of.min()), number(of.mean()), number(of.max()), number(of.deviation()), Integer.toString(of.nan()),
        Integer.toString(of.infinite()));
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.4g", value);
  }
}
