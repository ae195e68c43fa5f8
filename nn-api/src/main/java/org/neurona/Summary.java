package org.neurona;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.neurona.layers.Input;
import org.neurona.layers.Layer;
import org.neurona.layers.LayerGraph;
import org.neurona.layers.LayerGraph.Application;
import org.neurona.layers.LayerGraph.Member;
import org.neurona.layers.LayerGraph.Source;
import org.neurona.layers.LayerState;
import org.neurona.layers.Weight;
import org.neurona.spi.TrainingState;

/** What {@code summary()} prints: Keras 3's table. */
final class Summary {
  private static final int BYTES_PER_WEIGHT = 4;
  /** Of the optimizer's count of steps, which is a 64-bit integer. */
  private static final int BYTES_OF_STEPS = 8;

  private final SummaryOptions options;
  /** The graph whose layers say what they are connected to, or null where each follows the one before. */
  private final LayerGraph connected;

  private Summary(SummaryOptions options, LayerGraph connected) {
    this.options = options;
    this.connected = connected;
  }

  /** The summary of a model. */
  static String of(Model model, SummaryOptions options) {
    return "Model: \"" + model.name() + "\"\n" + table(model, options) + totals(model);
  }

  /** As in Keras, a model in which each layer follows another has no need to say what is connected to what. */
  private static String table(Model model, SummaryOptions options) {
    boolean chain = model instanceof Sequential || isChain(model.graph());
    Summary summary = new Summary(options, chain ? null : model.graph());
    List<List<String>> rows = model.isBuilt() ? summary.built(model) : summary.unbuilt((Sequential) model);
    return SummaryTable.of(options, !chain, rows);
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

  private List<List<String>> unbuilt(Sequential model) {
    List<Layer> layers = model.withInput().stream().distinct().toList();
    List<String> names = LayerGraph.names(layers);
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      if (!(layers.get(i) instanceof Input)) {
        List<String> row = new ArrayList<>(List.of(title(names.get(i), layers.get(i)), "?", "0 (unbuilt)"));
        if (options.showTrainable()) {
          row.add("-");
        }
        rows.add(row);
      }
    }
    return rows;
  }

  private List<List<String>> built(Model model) {
    LayerGraph graph = model.graph();
    List<Member> shown = shown(graph, model instanceof Sequential);
    if (options.firstLayer() != null) {
      shown = range(shown);
    }
    List<List<String>> rows = new ArrayList<>();
    shown.forEach(member -> row(graph, member, 0, rows));
    return rows;
  }

  /** A Sequential model's input has no row. */
  private static List<Member> shown(LayerGraph graph, boolean sequential) {
    return graph.members().stream().filter(member -> !sequential || !(member.layer() instanceof Input)).toList();
  }

  private List<Member> range(List<Member> members) {
    List<Integer> first = matching(members, options.firstLayer());
    List<Integer> last = matching(members, options.lastLayer());
    if (first.isEmpty() || last.isEmpty()) {
      throw new IllegalArgumentException("Passed layer names do not match the layer names in the model. Received: "
          + options.firstLayer() + ", " + options.lastLayer());
    }
    int from = first.get(0);
    int to = last.get(last.size() - 1);
    return from <= to ? members.subList(from, to + 1) : members.subList(last.get(0), first.get(first.size() - 1) + 1);
  }

  private static List<Integer> matching(List<Member> members, Pattern name) {
    return IntStream.range(0, members.size()).filter(i -> name.matcher(members.get(i).name()).lookingAt()).boxed()
        .toList();
  }

  /** A layer that is applied several times has one row, with its last shape and all that it is connected to. */
  private void row(LayerGraph graph, Member member, int depth, List<List<String>> rows) {
    List<Application> uses = graph.applications().stream().filter(use -> use.member() == member).toList();
    String prefix = depth == 0 ? "" : "   ".repeat(depth) + "└ ";
    List<String> row = new ArrayList<>();
    row.add(prefix + title(member.name(), member.layer()));
    row.add(shapes(uses.get(uses.size() - 1)));
    row.add(count(weights(member)));
    if (connected != null) {
      row.add(connections(graph, uses));
    }
    if (options.showTrainable()) {
      row.add(member.weights().isEmpty() ? "-" : LayerState.of(member.layer()).isTrainable() ? "Y" : "N");
    }
    rows.add(row);
    if (options.expandNested() && member.layer() instanceof ModelLayer nested) {
      shown(nested.graph(), nested.model() instanceof Sequential)
          .forEach(inside -> row(nested.graph(), inside, depth + 1, rows));
    }
  }

  /** As in Keras, layers of a model inside don't say what they are connected to. */
  private String connections(LayerGraph graph, List<Application> uses) {
    String all = graph != connected ? "" : uses.stream().flatMap(use -> use.inputs().stream())
        .map(source -> connection(graph, source)).collect(Collectors.joining(", "));
    return all.isEmpty() ? "-" : all;
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
    return LayerGraph.distinctWeights(member).stream().mapToLong(weight -> weight.spec().shape().size()).sum();
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
