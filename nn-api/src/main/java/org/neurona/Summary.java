package org.neurona;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.neurona.layers.Input;
import org.neurona.layers.Layer;
import org.neurona.layers.LayerGraph;
import org.neurona.layers.LayerGraph.Application;
import org.neurona.layers.LayerGraph.Member;
import org.neurona.layers.LayerGraph.Source;
import org.neurona.layers.LayerState;
import org.neurona.layers.Weight;
import org.neurona.spi.TrainingState;

/** What {@code summary()} prints: Keras 3's table in 80 columns. */
final class Summary {
  private static final int[] SEQUENTIAL_WIDTHS = {33, 24, 15};
  private static final int[] FUNCTIONAL_WIDTHS = {21, 19, 12, 19};
  private static final int BYTES_PER_WEIGHT = 4;
  /** Of the optimizer's count of steps, which is a 64-bit integer. */
  private static final int BYTES_OF_STEPS = 8;

  private Summary() {}

  /**
   * The summary of a model.
   *
   * @param layers the layers of a Sequential model, which may not be built; empty for a functional one
   */
  static String of(Model model, List<Layer> layers) {
    return "Model: \"" + model.name() + "\"\n" + (model.isBuilt() ? built(model) : unbuilt(layers)) + totals(model);
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

  /** As in Keras, a model in which each layer follows another has no need to say what is connected to what. */
  private static String built(Model model) {
    boolean sequential = model instanceof Sequential;
    LayerGraph graph = model.graph();
    return sequential || isChain(graph) ? chain(graph, !sequential) : connected(graph);
  }

  private static boolean isChain(LayerGraph graph) {
    List<Application> applications = graph.applications();
    for (int i = 0; i < applications.size(); i++) {
      List<Integer> before = applications.get(i).inputs().stream().map(Source::application).toList();
      if (!before.equals(i == 0 ? List.of() : List.of(i - 1))) {
        return false;
      }
    }
    return applications.size() == graph.members().size();
  }

  private static String chain(LayerGraph graph, boolean withInput) {
    List<List<String>> rows = new ArrayList<>();
    for (Application application : graph.applications()) {
      Member member = application.member();
      if (withInput || !(member.layer() instanceof Input)) {
        rows.add(List.of(title(member.name(), member.layer()), shapes(application), count(weights(member))));
      }
    }
    return sequentialTable(rows);
  }

  private static String sequentialTable(List<List<String>> rows) {
    return new SummaryTable(List.of("Layer (type)", "Output Shape", "Param #"), SEQUENTIAL_WIDTHS,
        new boolean[] {false, false, true}).of(rows);
  }

  /** A layer that is applied several times has one row, with its last shape and all that it is connected to. */
  private static String connected(LayerGraph graph) {
    List<List<String>> rows = new ArrayList<>();
    for (Member member : graph.members()) {
      List<Application> uses = graph.applications().stream().filter(use -> use.member() == member).toList();
      String connected = uses.stream().flatMap(use -> use.inputs().stream()).map(source -> connection(graph, source))
          .collect(Collectors.joining(", "));
      rows.add(List.of(title(member.name(), member.layer()), shapes(uses.get(uses.size() - 1)), count(weights(member)),
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
    List<Shape> shapes = application.outputShapes();
    return shapes.size() == 1 ? shapes.get(0).toString() : shapes.toString();
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
      Set<LayerState> alone = model.frozen();
      for (Weight weight : model.graph().weights()) {
        boolean trained = weight.spec().trainable() && !alone.contains(weight.owner());
        trainable += trained ? weight.spec().shape().size() : 0;
        frozen += trained ? 0 : weight.spec().shape().size();
      }
    }
    OptionalLong optimizer = optimizerArrays(model);
    // As in Keras, the count of steps and the learning rate are numbers of the optimizer too.
    long ofOptimizer = optimizer.isPresent() ? optimizer.getAsLong() + 2 : 0;
    long steps = optimizer.isPresent() ? 1 : 0;
    String text = total("Total", trainable + frozen + ofOptimizer, steps) + total("Trainable", trainable, 0)
        + total("Non-trainable", frozen, 0);
    return optimizer.isPresent() ? text + total("Optimizer", ofOptimizer, steps) : text;
  }

  /** How many numbers the optimizer's arrays have; nothing before the first training step, which makes Keras'. */
  private static OptionalLong optimizerArrays(Model model) {
    if (!model.hasRuntime() || !model.isCompiled()) {
      return OptionalLong.empty();
    }
    TrainingState state = model.trainingState();
    return state.iterations() == 0 ? OptionalLong.empty()
        : OptionalLong.of(state.slots().values().stream().mapToLong(NDArray::size).sum());
  }

  /** A line of the totals; {@code steps} of the numbers count steps. */
  private static String total(String name, long numbers, long steps) {
    long bytes = (numbers - steps) * BYTES_PER_WEIGHT + steps * BYTES_OF_STEPS;
    return " " + name + " params: " + count(numbers) + " (" + bytes(bytes) + ")\n";
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
