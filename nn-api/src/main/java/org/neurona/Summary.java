package org.neurona;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.neurona.layers.Input;
import org.neurona.layers.Layer;
import org.neurona.layers.LayerGraph;
import org.neurona.layers.LayerGraph.Application;
import org.neurona.layers.LayerGraph.Member;
import org.neurona.layers.LayerGraph.Source;
import org.neurona.layers.WeightSpec;

/** What {@code summary()} prints: Keras 3's table in 80 columns. */
final class Summary {
  private static final int[] SEQUENTIAL_WIDTHS = {33, 24, 15};
  private static final int[] FUNCTIONAL_WIDTHS = {21, 19, 12, 19};
  private static final int BYTES_PER_WEIGHT = 4;

  private Summary() {}

  /**
   * The summary of a model.
   *
   * @param layers the layers of a Sequential model, which may not be built; empty for a functional one
   */
  static String of(Model model, List<Layer> layers) {
    String table = !model.isBuilt() ? unbuilt(layers)
        : model instanceof Sequential ? sequential(model.graph()) : functional(model.graph());
    return "Model: \"" + model.name() + "\"\n" + table + totals(model);
  }

  private static String unbuilt(List<Layer> layers) {
    List<List<String>> rows = new ArrayList<>();
    List<String> names = LayerGraph.names(layers);
    for (int i = 0; i < layers.size(); i++) {
      if (!(layers.get(i) instanceof Input)) {
        rows.add(List.of(title(names.get(i), layers.get(i)), "?", "0 (unbuilt)"));
      }
    }
    return sequentialTable(rows);
  }

  private static String sequential(LayerGraph graph) {
    List<List<String>> rows = new ArrayList<>();
    for (Application application : graph.applications()) {
      Member member = application.member();
      if (!(member.layer() instanceof Input)) {
        rows.add(List.of(title(member.name(), member.layer()), shapes(application), count(weights(member))));
      }
    }
    return sequentialTable(rows);
  }

  private static String sequentialTable(List<List<String>> rows) {
    return new SummaryTable(List.of("Layer (type)", "Output Shape", "Param #"), SEQUENTIAL_WIDTHS,
        new boolean[] {false, false, true}).of(rows);
  }

  /** A layer that is applied several times has one row, with all that it is connected to. */
  private static String functional(LayerGraph graph) {
    List<List<String>> rows = new ArrayList<>();
    for (Member member : graph.members()) {
      List<Application> uses = graph.applications().stream().filter(use -> use.member() == member).toList();
      String connected = uses.stream().flatMap(use -> use.inputs().stream()).map(source -> connection(graph, source))
          .collect(Collectors.joining(", "));
      rows.add(List.of(title(member.name(), member.layer()), shapes(uses.get(0)), count(weights(member)),
          connected.isEmpty() ? "-" : connected));
    }
    return new SummaryTable(List.of("Layer (type)", "Output Shape", "Param #", "Connected to"), FUNCTIONAL_WIDTHS,
        new boolean[] {false, false, true, false}).of(rows);
  }

  /** {@code dense[0][0]}: the layer, which of its applications, which output of that. */
  private static String connection(LayerGraph graph, Source source) {
    Member member = graph.applications().get(source.application()).member();
    long use = graph.applications().subList(0, source.application()).stream()
        .filter(earlier -> earlier.member() == member).count();
    return member.name() + "[" + use + "][" + source.output() + "]";
  }

  private static String title(String name, Layer layer) {
    return name + " (" + layer.className() + ")";
  }

  private static String shapes(Application application) {
    return application.outputShapes().stream().map(Shape::toString).collect(Collectors.joining(", "));
  }

  private static long weights(Member member) {
    return member.weights().stream().mapToLong(weight -> weight.shape().size()).sum();
  }

  private static String count(long weights) {
    return String.format(Locale.ROOT, "%,d", weights);
  }

  private static String totals(Model model) {
    long trainable = 0;
    long frozen = 0;
    if (model.isBuilt()) {
      for (Member member : model.graph().members()) {
        for (WeightSpec weight : member.weights()) {
          trainable += weight.trainable() ? weight.shape().size() : 0;
          frozen += weight.trainable() ? 0 : weight.shape().size();
        }
      }
    }
    long optimizer = optimizerWeights(model);
    StringBuilder text = new StringBuilder();
    text.append(total("Total", trainable + frozen + optimizer));
    text.append(total("Trainable", trainable));
    text.append(total("Non-trainable", frozen));
    if (optimizer > 0) {
      text.append(total("Optimizer", optimizer));
    }
    return text.toString();
  }

  /** The optimizer's arrays, and, as in Keras, its count of steps and its learning rate. */
  private static long optimizerWeights(Model model) {
    if (!model.hasRuntime() || !model.isCompiled()) {
      return 0;
    }
    return 2 + model.trainingState().slots().values().stream().mapToLong(NDArray::size).sum();
  }

  private static String total(String name, long weights) {
    return " " + name + " params: " + count(weights) + " (" + bytes(weights * BYTES_PER_WEIGHT) + ")\n";
  }

  private static String bytes(long bytes) {
    String[] units = {"B", "KB", "MB", "GB", "TB"};
    double size = bytes;
    int unit = 0;
    while (size >= 1024 && unit < units.length - 1) {
      size /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, "%.2f %s", size, units[unit]);
  }
}
