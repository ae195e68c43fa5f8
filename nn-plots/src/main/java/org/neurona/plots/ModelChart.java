package org.neurona.plots;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.neurona.Model;
import org.neurona.layers.Input;
import org.neurona.layers.LayerGraph;
import org.neurona.layers.LayerGraph.Application;
import org.neurona.layers.LayerGraph.Source;
import org.neurona.plots.drawing.Area;
import org.neurona.plots.drawing.Canvas;
import org.neurona.plots.drawing.Pen;
import org.neurona.plots.drawing.TextStyle;

/** A model as boxes for its layers and arrows for what flows between them, from above to below. */
final class ModelChart {
  private static final int MARGIN = 20;
  private static final double HEIGHT = 52;
  private static final double BELOW = 36;
  private static final double PADDING = 12;
  private static final double BETWEEN_WORDS = 14;
  private static final double LEAST_WIDTH = 170;
  private static final double MOST_TEXT = 240;
  private static final double PORTS = 22;
  private static final int FILL = 0xf9fafb;
  private static final int FILL_INPUT = 0xeff6ff;
  private static final int FILL_OUTPUT = 0xfff7ed;
  private static final TextStyle NAME = TextStyle.of(13, Palette.INK).inBold();
  private static final TextStyle TYPE = TextStyle.of(12, Palette.TRAIN);
  private static final Pen ARROW = new Pen(Palette.LINE, 1.5);

  /** What is written in a box, cut to what fits: name and type above, shape and number of weights below. */
  private record Texts(String name, String type, String shape, String weights) {
    double width() {
      double above = NAME.width(name) + BETWEEN_WORDS + TYPE.width(type);
      double below = Palette.BODY.width(shape) + (weights.isEmpty() ? 0 : BETWEEN_WORDS + Palette.NOTE.width(weights));
      return Math.max(LEAST_WIDTH, Math.max(above, below) + 2 * PADDING);
    }
  }

  private final LayerGraph graph;
  private final List<Texts> texts = new ArrayList<>();
  private final LayeredLayout layout;
  private final Set<Integer> outputs;

  private ModelChart(LayerGraph graph) {
    this.graph = graph;
    List<Application> applications = graph.applications();
    for (int i = 0; i < applications.size(); i++) {
      texts.add(texts(graph, i));
    }
    layout = new LayeredLayout(texts.stream().mapToDouble(Texts::width).toArray(),
        applications.stream().map(use -> use.inputs().stream().map(Source::application).toList()).toList());
    outputs = new HashSet<>(graph.outputs().stream().map(Source::application).toList());
  }

  /** The picture of a model that is built. */
  static Picture of(Model model) {
    ModelChart chart = new ModelChart(model.graph());
    int rows = chart.layout.rows();
    return new Picture((int) Math.ceil(chart.layout.width()) + 2 * MARGIN,
        (int) (2 * MARGIN + rows * HEIGHT + (rows - 1) * BELOW),
        "Model " + model.name() + ": " + model.graph().members().stream()
            .map(LayerGraph.Member::name).collect(Collectors.joining(", ")), chart::drawOn);
  }

  private static Texts texts(LayerGraph graph, int index) {
    Application application = graph.applications().get(index);
    String use = useOf(graph, index);
    String shapes = application.outputShapes().stream().map(Object::toString).collect(Collectors.joining(", "));
    long weights = application.member().weights().stream().mapToLong(weight -> weight.shape().size()).sum();
    return new Texts(NAME.fitting(application.member().name(), MOST_TEXT - NAME.width(use)) + use,
        TYPE.fitting(application.member().layer().className(), MOST_TEXT), Palette.BODY.fitting(shapes, MOST_TEXT),
        weights == 0 ? "" : String.format(Locale.ROOT, "%,d weights", weights));
  }

  /** Which use of a layer this is, where there are several. */
  private static String useOf(LayerGraph graph, int index) {
    List<Application> all = graph.applications();
    int[] uses = IntStream.range(0, all.size()).filter(i -> all.get(i).member() == all.get(index).member()).toArray();
    return uses.length == 1 ? ""
        : " (" + (IntStream.of(uses).boxed().toList().indexOf(index) + 1) + " of " + uses.length + ")";
  }

  private void drawOn(Canvas canvas) {
    drawArrows(canvas);
    for (int i = 0; i < texts.size(); i++) {
      drawBox(canvas, i);
    }
  }

  private Area box(int node) {
    double width = texts.get(node).width();
    return new Area(MARGIN + layout.center(node) - width / 2, top(layout.row(node)), width, HEIGHT);
  }

  private static double top(int row) {
    return MARGIN + row * (HEIGHT + BELOW);
  }

  private void drawBox(Canvas canvas, int node) {
    boolean input = graph.applications().get(node).member().layer() instanceof Input;
    boolean output = outputs.contains(node);
    Area box = box(node);
    canvas.box(box, 6, input ? FILL_INPUT : output ? FILL_OUTPUT : FILL,
        input ? Palette.TRAIN : output ? Palette.VALIDATION : Palette.LINE);
    Texts text = texts.get(node);
    canvas.text(box.x() + PADDING, box.y() + 21, text.name, NAME);
    canvas.text(box.right() - PADDING, box.y() + 21, text.type, TYPE.atEnd());
    canvas.text(box.x() + PADDING, box.y() + 41, text.shape, Palette.BODY);
    canvas.text(box.right() - PADDING, box.y() + 41, text.weights, Palette.NOTE.atEnd());
  }

  private void drawArrows(Canvas canvas) {
    int edge = 0;
    for (int node = 0; node < texts.size(); node++) {
      List<Source> inputs = graph.applications().get(node).inputs();
      double[] ports = ports(node, edge, inputs);
      for (int i = 0; i < inputs.size(); i++) {
        drawArrow(canvas, inputs.get(i).application(), node, layout.passing(edge + i), ports[i]);
      }
      edge += inputs.size();
    }
  }

  /** Where each input enters a box: side by side, in the order in which they come. */
  private double[] ports(int node, int firstEdge, List<Source> inputs) {
    double[] from = new double[inputs.size()];
    for (int i = 0; i < from.length; i++) {
      double[] passing = layout.passing(firstEdge + i);
      from[i] = passing.length > 0 ? passing[passing.length - 1] : layout.center(inputs.get(i).application());
    }
    List<Integer> order = IntStream.range(0, from.length).boxed()
        .sorted(Comparator.comparingDouble(i -> from[i])).toList();
    double between = Math.min(PORTS, (texts.get(node).width() - 2 * PADDING) / Math.max(1, from.length - 1));
    double[] ports = new double[from.length];
    for (int i = 0; i < ports.length; i++) {
      ports[i] = MARGIN + layout.center(node) + (order.indexOf(i) - (ports.length - 1) / 2.0) * between;
    }
    return ports;
  }

  /** From the lower edge of a box, straight through the rows that are passed, to a place on another's upper edge. */
  private void drawArrow(Canvas canvas, int from, int to, double[] passing, double port) {
    double[] xs = new double[2 + 2 * passing.length];
    double[] ys = new double[xs.length];
    xs[0] = MARGIN + layout.center(from);
    ys[0] = box(from).bottom();
    for (int i = 0; i < passing.length; i++) {
      double top = top(layout.row(from) + 1 + i);
      for (int end = 0; end < 2; end++) {
        xs[1 + 2 * i + end] = MARGIN + passing[i];
        ys[1 + 2 * i + end] = top + end * HEIGHT;
      }
    }
    double tip = box(to).y();
    xs[xs.length - 1] = port;
    ys[ys.length - 1] = tip - 6;
    canvas.thread(xs, ys, ARROW);
    canvas.arrowhead(port, tip - 1, ARROW.colour());
  }
}
