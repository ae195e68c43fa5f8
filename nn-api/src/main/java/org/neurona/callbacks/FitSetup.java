package org.neurona.callbacks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.neurona.CompileOptions;
import org.neurona.Model;
import org.neurona.layers.Layer;
import org.neurona.layers.LayerGraph;
import org.neurona.layers.LayerGraph.Application;
import org.neurona.layers.LayerGraph.Source;
import org.neurona.layers.LayerState;
import org.neurona.layers.NestedLayer;
import org.neurona.spi.Compilation.NamedMetric;
import org.neurona.spi.FitRun;
import org.neurona.training.TrainStep;

/** What two runs of {@code fit} must share for one to go on where the other stopped: a line for each thing. */
final class FitSetup {
  /** What to do about a backup that does not fit. */
  static final String CURE = "Go on with what it was made with, or remove it to begin anew";

  private FitSetup() {}

  /** The lines of a run. */
  static List<String> of(Model model, FitRun run) {
    List<String> lines = new ArrayList<>();
    lines.add("seed " + model.seed());
    LayerGraph graph = model.graph();
    layers("", graph, lines);
    CompileOptions compiled = model.compileOptions();
    lines.add("optimizer " + compiled.optimizer());
    compiled.losses().forEach((output, loss) -> lines.add("loss of " + output + ": " + loss));
    compiled.lossWeights().forEach((output, weight) -> lines.add("loss weight of " + output + ": " + weight));
    metrics("metric", compiled.metrics(), lines);
    metrics("weighted metric", compiled.weightedMetrics(), lines);
    lines.add("step " + (compiled.trainStep() == TrainStep.STANDARD ? "as compiled" : "of one's own"));
    lines.add(run.training().isBatched() ? "data in batches" : "batchSize " + run.batchSize());
    run.stepsPerEpoch().ifPresent(steps -> lines.add("stepsPerEpoch " + steps));
    lines.add("shuffle " + run.shuffle());
    run.training().rows().ifPresent(rows -> lines.add("data of " + rows + " rows"));
    return lines;
  }

  private static void metrics(String kind, Map<String, List<NamedMetric>> metrics, List<String> lines) {
    metrics.forEach((output, list) -> list
        .forEach(named -> lines.add(kind + " of " + output + ": " + named.name() + ", " + named.metric())));
  }

  private static void layers(String prefix, LayerGraph graph, List<String> lines) {
    for (Application application : graph.applications()) {
      Layer layer = application.member().layer();
      lines.add("layer " + prefix + application.member().name() + ": " + layer + sources(graph, application.inputs())
          + " gives " + application.outputShapes() + (LayerState.of(layer).isTrainable() ? "" : ", frozen"));
      if (layer instanceof NestedLayer nested) {
        layers(prefix + application.member().name() + "/", nested.graph(), lines);
      }
    }
    lines.add("inputs" + (prefix.isEmpty() ? "" : " of " + prefix) + sources(graph, graph.inputs()));
    lines.add("outputs" + (prefix.isEmpty() ? "" : " of " + prefix) + sources(graph, graph.outputs()));
  }

  private static String sources(LayerGraph graph, List<Source> sources) {
    StringBuilder text = new StringBuilder();
    sources.forEach(source -> text.append(text.isEmpty() ? " of " : ", ").append(graph.name(source)).append('[')
        .append(source.application()).append("][").append(source.output()).append(']'));
    return text.toString();
  }

  /**
   * Fails unless a backup was made with the same setup.
   *
   * @throws IllegalStateException if it was not; the message has the first difference
   */
  static void requireSame(List<String> now, List<String> then, Path file) {
    for (int i = 0; i < Math.max(now.size(), then.size()); i++) {
      String here = i < now.size() ? now.get(i) : "nothing more";
      String there = i < then.size() ? then.get(i) : "nothing more";
      if (!here.equals(there)) {
        throw new IllegalStateException("BackupAndRestore: " + file + " was made with another model or other "
            + "arguments: it has \"" + there + "\", but now there is \"" + here + "\". " + CURE);
      }
    }
  }
}
