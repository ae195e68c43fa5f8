package org.neurona.layers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neurona.Shape;
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
   */
  public record Member(String name, Layer layer, List<WeightSpec> weights) {
    /** Copies the list. */
    public Member {
      weights = List.copyOf(weights);
    }
  }

  /**
   * One application of a layer.
   *
   * @param member the layer
   * @param inputs where its inputs come from; empty for an {@link Input}
   * @param outputShapes the shapes of its outputs, the batch axis unknown
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
  public record Source(int application, int output) {}

  private final List<Member> members;
  private final List<Application> applications;
  private final List<Source> inputs;
  private final List<Source> outputs;

  private LayerGraph(List<Member> members, List<Application> applications, List<Source> inputs,
      List<Source> outputs) {
    this.members = List.copyOf(members);
    this.applications = List.copyOf(applications);
    this.inputs = List.copyOf(inputs);
    this.outputs = List.copyOf(outputs);
  }

  /**
   * The graph between tensors of the functional API.
   *
   * @throws IllegalArgumentException if a tensor is no layer's output, the inputs are not all there is, or two layers
   *     have one name
   */
  public static LayerGraph between(List<Tensor> inputs, List<Tensor> outputs) {
    List<Node> nodes = kerasOrder(outputs);
    requireInputs(nodes, inputs);
    Map<Layer, List<Node>> uses = new IdentityHashMap<>();
    List<Layer> order = new ArrayList<>();
    for (Node node : nodes) {
      Layer layer = ((LayerCall) node.op()).layer();
      uses.computeIfAbsent(layer, unused -> {
        order.add(layer);
        return new ArrayList<>();
      }).add(node);
    }
    List<String> names = LayerNames.unique(order);
    Map<Layer, Member> memberOf = new IdentityHashMap<>();
    List<Member> members = new ArrayList<>();
    for (int i = 0; i < order.size(); i++) {
      Member member = new Member(names.get(i), order.get(i), sharedWeights(names.get(i), uses.get(order.get(i))));
      memberOf.put(order.get(i), member);
      members.add(member);
    }
    Map<Node, Integer> place = new IdentityHashMap<>();
    List<Application> applications = new ArrayList<>();
    for (Node node : nodes) {
      place.put(node, applications.size());
      applications.add(new Application(memberOf.get(((LayerCall) node.op()).layer()),
          sources(node.inputs(), place), node.outputs().stream().map(Tensor::shape).toList()));
    }
    return new LayerGraph(members, applications, sources(inputs, place), sources(outputs, place));
  }

  /**
   * The names that layers have in a model, given or found.
   *
   * @throws IllegalArgumentException if two were given the same name
   */
  public static List<String> names(List<? extends Layer> layers) {
    return LayerNames.unique(layers);
  }

  /** The name that the first layer of a class has in a model where it is given none: {@code max_pooling2d}. */
  public static String defaultName(String className) {
    return LayerNames.snakeCase(className);
  }

  /** The layers, each once. */
  public List<Member> members() {
    return members;
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

  /** The shape of an application's output, the batch axis unknown. */
  public Shape shape(Source source) {
    return applications.get(source.application()).outputShapes().get(source.output());
  }

  /** The name of the layer that an input or output belongs to. */
  public String name(Source source) {
    return applications.get(source.application()).member().name();
  }

  private static List<Source> sources(List<Tensor> tensors, Map<Node, Integer> place) {
    return tensors.stream().map(tensor -> new Source(place.get(tensor.node()), tensor.index())).toList();
  }

  /** The weights of a layer, which must be the same for each of its applications. */
  private static List<WeightSpec> sharedWeights(String name, List<Node> uses) {
    List<WeightSpec> weights = null;
    for (Node use : uses) {
      Layer layer = ((LayerCall) use.op()).layer();
      List<WeightSpec> declared = layer.declareWeights(use.inputs().stream().map(Tensor::shape).toList(), name);
      if (weights == null) {
        weights = declared;
      } else if (!shapes(weights).equals(shapes(declared))) {
        throw new IllegalArgumentException(layer.label(name) + " is applied to inputs that need different weights: "
            + shapes(weights) + " and " + shapes(declared));
      }
    }
    return weights;
  }

  private static List<Shape> shapes(List<WeightSpec> weights) {
    return weights.stream().map(WeightSpec::shape).toList();
  }

  private static void requireInputs(List<Node> nodes, List<Tensor> inputs) {
    Set<Node> given = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Tensor input : inputs) {
      if (!(input.op() instanceof LayerCall call) || !(call.layer() instanceof Input)) {
        throw new IllegalArgumentException("A model's input must come from Input.of(...), got " + input);
      }
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
    walk.forEach(LayerGraph::requireLayer);
    Map<Node, Integer> depth = new HashMap<>();
    for (int i = walk.size() - 1; i >= 0; i--) {
      Node node = walk.get(i);
      int own = depth.computeIfAbsent(node, unused -> 0);
      for (Tensor input : node.inputs()) {
        depth.merge(input.node(), own + 1, Math::max);
      }
    }
    walk.sort(Comparator.comparing(depth::get, Comparator.reverseOrder()));
    return walk;
  }

  private static void requireLayer(Node node) {
    if (!(node.op() instanceof LayerCall)) {
      throw new IllegalArgumentException("A model is made of layers, but a tensor comes from the operation "
          + node.op().label() + ". Put operations into the call method of a layer of your own");
    }
  }
}
