package org.neurona.layers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neurona.Shape;
import org.neurona.config.SnakeCase;
import org.neurona.ops.Node;
import org.neurona.ops.Tensor;

/**
 * The layers of a model and how they are connected, with a unique name for each: what {@code summary} prints, files hold
 * and engines run. Layers come in Keras' order: by the longest way to an output, then as the walk from the outputs finds
 * them.
 */
public final class LayerGraph {
  /**
   * A layer of the model, however often it is applied.
   *
   * @param name its name, unique in the model
   * @param layer the declaration
   * @param weights what it declares
   * @param states what it keeps from one batch to the next
   */
  public record Member(String name, Layer layer, List<WeightSpec> weights, List<WeightSpec> states) {
    /** Copies the lists. */
    public Member {
      weights = List.copyOf(weights);
      states = List.copyOf(states);
    }
  }

  /**
   * One application of a layer.
   *
   * @param member the layer
   * @param inputs where its inputs come from; empty for an {@link Input}
   * @param outputShapes the shapes of its outputs, the batch axis unknown but where an {@link Input} says its length
   */
  public record Application(Member member, List<Source> inputs, List<Shape> outputShapes) {
    /** Copies the lists. */
    public Application {
      inputs = List.copyOf(inputs);
      outputShapes = List.copyOf(outputShapes);
    }
  }

  /**
   * An output of an application.
   *
   * @param application its place in {@link #applications}
   * @param output which of its outputs
   */
  public record Source(int application, int output) {
    // What a record has of these by itself takes milliseconds at the first call.

    @Override
    public boolean equals(Object other) {
      return other instanceof Source source && application == source.application && output == source.output;
    }

    @Override
    public int hashCode() {
      return 31 * application + output;
    }
  }

  /**
   * What the layers' formulas give.
   *
   * @param outputs the model's outputs
   * @param masks the mask of each output, or null for one without
   */
  public record Traced(List<Tensor> outputs, List<Tensor> masks) {}

  private final List<Member> members;
  private final List<Application> applications;
  private final List<Node> nodes;
  private final List<Source> inputs;
  private final List<Source> outputs;
  private final List<Shape> inputShapes;
  private final GraphWeights weights;

  private LayerGraph(List<Member> members, List<Application> applications, List<Node> nodes, List<Source> inputs,
      List<Source> outputs) {
    this.members = List.copyOf(members);
    this.applications = List.copyOf(applications);
    this.nodes = List.copyOf(nodes);
    this.inputs = List.copyOf(inputs);
    this.outputs = List.copyOf(outputs);
    this.weights = new GraphWeights(this.members);
    List<Shape> shapes = new ArrayList<>();
    for (Source input : inputs) {
      shapes.add(shape(input).withDim(0, Shape.UNKNOWN));
    }
    this.inputShapes = List.copyOf(shapes);
  }

  /**
   * The graph between tensors of the functional API. Inputs that layers made are replaced by {@link Input}s of their
   * shapes; the layers behind them are the same, and so are their weights.
   *
   * @throws IllegalArgumentException if a tensor is no layer's output, the inputs are not all there is, or two layers
   *     have one name
   */
  public static LayerGraph between(List<Tensor> inputs, List<Tensor> outputs) {
    return between(GraphCut.at(inputs, outputs));
  }

  private static LayerGraph between(GraphCut cut) {
    List<Tensor> inputs = cut.inputs();
    List<Tensor> outputs = cut.outputs();
    List<Node> nodes = kerasOrder(outputs);
    requireInputs(nodes, inputs);
    Map<Layer, List<Node>> uses = new IdentityHashMap<>();
    List<Layer> order = new ArrayList<>();
    for (Node node : nodes) {
      Layer layer = ((LayerCall) node.op()).layer();
      if (!uses.containsKey(layer)) {
        order.add(layer);
        uses.put(layer, new ArrayList<>());
      }
      uses.get(layer).add(node);
    }
    List<String> names = LayerNames.unique(order);
    Map<Layer, Member> memberOf = new IdentityHashMap<>();
    List<Member> members = new ArrayList<>();
    for (int i = 0; i < order.size(); i++) {
      Member member = member(names.get(i), order.get(i), uses.get(order.get(i)));
      memberOf.put(order.get(i), member);
      LayerState.of(order.get(i)).keepName(names.get(i));
      members.add(member);
    }
    Map<Node, Integer> place = new IdentityHashMap<>();
    List<Application> applications = new ArrayList<>();
    for (Node node : nodes) {
      place.put(node, applications.size());
      applications.add(new Application(memberOf.get(((LayerCall) node.op()).layer()),
          sources(node.inputs(), place), Tensor.shapes(node.outputs())));
    }
    return new LayerGraph(members, applications, nodes, sources(inputs, place), sources(outputs, place));
  }

  /**
   * The names that layers have in a model, given or found.
   *
   * @throws IllegalArgumentException if two were given the same name
   */
  public static List<String> names(List<? extends Layer> layers) {
    return LayerNames.unique(layers);
  }

  /**
   * The names that the layers would have if none of them stood in another model; for files, which need not write those.
   */
  public List<String> automaticNames() {
    return LayerNames.automatic(members.stream().map(Member::layer).toList());
  }

  /** The name that the first layer of a class has in a model where it is given none: {@code max_pooling2d}. */
  public static String defaultName(String className) {
    return SnakeCase.of(className);
  }

  /** The layers, each once. */
  public List<Member> members() {
    return members;
  }

  /**
   * The layer of a name, or, inside of another, of a path: {@code base/dense}.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Member member(String path) {
    Member member = find(path);
    if (member == null) {
      throw new IllegalArgumentException("No such layer: " + path + ". Existing layers are: "
          + String.join(", ", members.stream().map(Member::name).toList()));
    }
    return member;
  }

  private Member find(String path) {
    for (Member member : members) {
      if (member.name().equals(path)) {
        return member;
      }
    }
    for (Member member : members) {
      if (member.layer() instanceof NestedLayer nested && path.startsWith(member.name() + "/")) {
        return nested.graph().find(path.substring(member.name().length() + 1));
      }
    }
    return null;
  }

  /** All weights, layer by layer, with those of layers inside others; one that stands in several places once. */
  public List<Weight> weights() {
    return weights.all();
  }

  /**
   * What all layers keep from one batch to the next, layer by layer, with those of layers inside others; what stands in
   * several places once.
   */
  public List<Weight> states() {
    return weights.states();
  }

  /** What one layer of {@link #members} keeps from one batch to the next, in the order in which it declares it. */
  public List<Weight> states(Member member) {
    return GraphWeights.statesOf(member);
  }

  /** The weights of a layer, with those of layers inside of it; one that stands in several places once. */
  public static List<Weight> distinctWeights(Member member) {
    return new GraphWeights(List.of(member)).all();
  }

  /** The weights of one layer of {@link #members}, in the order in which it declares them. */
  public List<Weight> weights(Member member) {
    return GraphWeights.of(member);
  }

  /**
   * Where a layer's weights are in {@link #weights()}.
   *
   * @param member a layer of this graph or inside of one
   */
  public List<Integer> places(Member member) {
    return weights.places(member);
  }

  /**
   * The layers whose weights training leaves alone, as things are now; with those that are inside others.
   *
   * @param trainable whether it changes any weights at all
   */
  public Set<LayerState> frozen(boolean trainable) {
    return weights.frozen(trainable);
  }

  /**
   * Writes the layers' formulas down.
   *
   * @param taken a tensor for each input
   * @param masks the mask of each of these, or null for one without
   * @param call the surroundings of the whole graph
   */
  public Traced trace(List<Tensor> taken, List<Tensor> masks, Call call) {
    List<List<Tensor>> made = new ArrayList<>();
    List<List<Tensor>> madeMasks = new ArrayList<>();
    for (Application application : applications) {
      Member member = application.member();
      if (member.layer() instanceof Input) {
        int input = inputs.indexOf(new Source(made.size(), 0));
        made.add(List.of(taken.get(input)));
        madeMasks.add(Collections.singletonList(masks.get(input)));
        call.skip();
        continue;
      }
      List<Tensor> own = pick(application.inputs(), made);
      List<Tensor> ownMasks = pick(application.inputs(), madeMasks);
      Call inner = call.within(member, ownMasks);
      made.add(member.layer().trace(own, inner));
      madeMasks.add(member.layer().masks(own, ownMasks, made.get(made.size() - 1).size(), inner));
    }
    return new Traced(pick(outputs, made), pick(outputs, madeMasks));
  }

  private static List<Tensor> pick(List<Source> sources, List<List<Tensor>> made) {
    List<Tensor> picked = new ArrayList<>(); // masks may be null
    for (Source source : sources) {
      picked.add(made.get(source.application()).get(source.output()));
    }
    return picked;
  }

  /** The outputs of a layer's first application, as the functional API has them. */
  public List<Tensor> tensors(Member member) {
    for (int i = 0; i < applications.size(); i++) {
      if (applications.get(i).member() == member) {
        return nodes.get(i).outputs();
      }
    }
    throw new IllegalArgumentException(member.name() + " is no layer of this graph");
  }

  /** An input or output, as the functional API has it. */
  public Tensor tensor(Source source) {
    return nodes.get(source.application()).outputs().get(source.output());
  }

  /** Every application of a layer, each after those that it takes its inputs from. */
  public List<Application> applications() {
    return applications;
  }

  /** The model's inputs, in the order in which data is given. */
  public List<Source> inputs() {
    return inputs;
  }

  /** The model's outputs. */
  public List<Source> outputs() {
    return outputs;
  }

  /** The shape of an application's output, the batch axis unknown but where an {@link Input} says its length. */
  public Shape shape(Source source) {
    return applications.get(source.application()).outputShapes().get(source.output());
  }

  /** The shapes that the inputs take, for batches of any size: only stateful layers hold to that of an {@link Input}. */
  public List<Shape> inputShapes() {
    return inputShapes;
  }

  /** The name of the layer that an input or output belongs to. */
  public String name(Source source) {
    return applications.get(source.application()).member().name();
  }

  private static List<Source> sources(List<Tensor> tensors, Map<Node, Integer> place) {
    List<Source> sources = new ArrayList<>();
    for (Tensor tensor : tensors) {
      sources.add(new Source(place.get(tensor.node()), tensor.index()));
    }
    return List.copyOf(sources);
  }

  /** A layer with its weights and states, which must be the same for each of its applications. */
  private static Member member(String name, Layer layer, List<Node> uses) {
    Member member = null;
    for (Node use : uses) {
      List<Shape> inputs = Tensor.shapes(use.inputs());
      Member used = new Member(name, layer, layer.declareWeights(inputs, name), layer.declareStates(inputs, name));
      member = member == null ? used : member;
      requireSame("weights", member, member.weights(), used.weights());
      requireSame("states", member, member.states(), used.states());
    }
    return member;
  }

  private static void requireSame(String what, Member member, List<WeightSpec> first, List<WeightSpec> other) {
    if (!shapes(first).equals(shapes(other))) {
      throw new IllegalArgumentException(member.layer().label(member.name()) + " is applied to inputs that need "
          + "different " + what + ": " + shapes(first) + " and " + shapes(other));
    }
  }

  private static List<Shape> shapes(List<WeightSpec> weights) {
    List<Shape> shapes = new ArrayList<>();
    for (WeightSpec weight : weights) {
      shapes.add(weight.shape());
    }
    return shapes;
  }

  private static void requireInputs(List<Node> nodes, List<Tensor> inputs) {
    Set<Node> given = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Tensor input : inputs) {
      if (!given.add(input.node())) {
        throw new IllegalArgumentException("An input is given twice to the model");
      }
    }
    for (Node node : nodes) {
      boolean isInput = ((LayerCall) node.op()).layer() instanceof Input;
      if (isInput && !given.remove(node)) {
        throw new IllegalArgumentException("The outputs need an input of shape " + node.outputs().get(0).shape()
            + " that is not among the model's inputs");
      }
    }
    for (Node unused : given) {
      throw new IllegalArgumentException("The outputs don't depend on the input of shape "
          + unused.outputs().get(0).shape());
    }
  }

  /** The nodes behind the outputs, in Keras' order. */
  private static List<Node> kerasOrder(List<Tensor> outputs) {
    List<Node> walk = Node.sorted(outputs);
    Map<Node, Integer> depth = new HashMap<>();
    List<List<Node>> byDepth = new ArrayList<>();
    for (int i = walk.size() - 1; i >= 0; i--) {
      Node node = walk.get(i);
      requireLayer(node);
      int own = depth.getOrDefault(node, 0);
      depth.put(node, own);
      while (byDepth.size() <= own) {
        byDepth.add(new ArrayList<>());
      }
      for (Tensor input : node.inputs()) {
        depth.put(input.node(), Math.max(depth.getOrDefault(input.node(), 0), own + 1));
      }
    }
    for (Node node : walk) {
      byDepth.get(depth.get(node)).add(node);
    }
    List<Node> deepestFirst = new ArrayList<>();
    for (int level = byDepth.size() - 1; level >= 0; level--) {
      deepestFirst.addAll(byDepth.get(level));
    }
    return deepestFirst;
  }

  private static void requireLayer(Node node) {
    if (!(node.op() instanceof LayerCall)) {
      throw new IllegalArgumentException("A model is made of layers, but a tensor comes from the operation "
          + node.op().label() + ". Put operations into the call method of a layer of your own");
    }
  }
}
