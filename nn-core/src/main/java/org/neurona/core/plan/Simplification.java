package org.neurona.core.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.neurona.Shape;
import org.neurona.core.engine.Graph;
import org.neurona.ops.Binary;
import org.neurona.ops.BinaryFunction;
import org.neurona.ops.BroadcastTo;
import org.neurona.ops.Concatenate;
import org.neurona.ops.Fill;
import org.neurona.ops.MaxPooling;
import org.neurona.ops.MaxPoolingGradient;
import org.neurona.ops.Node;
import org.neurona.ops.Op;
import org.neurona.ops.Pad;
import org.neurona.ops.Reduce;
import org.neurona.ops.Reduce.ReduceFunction;
import org.neurona.ops.Reshape;
import org.neurona.ops.StopGradient;
import org.neurona.ops.Tensor;
import org.neurona.ops.Unary;
import org.neurona.ops.UnaryFunction;

/**
 * The same results from fewer operations: equal operations on equal inputs are one, arithmetic on constants is done
 * beforehand, what changes nothing (times one, plus zero, a reshape to the same shape) is left out, and a sum of padded
 * parts is their concatenation. Nothing here changes the value of a finite result by more than rounding.
 */
public final class Simplification extends Rewriting {
  private record Key(Op op, List<Tensor> inputs) {
    // What a record has of these by itself takes milliseconds at the first call, for each kind of operation, too.

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && op.getClass() == key.op.getClass() && inputs.equals(key.inputs)
          && op.equals(key.op);
    }

    @Override
    public int hashCode() {
      return 31 * op.getClass().hashCode() + inputs.hashCode();
    }
  }

  private final Map<Key, List<Tensor>> known = new HashMap<>();

  private Simplification() {}

  /** A graph with the same placeholders and results. */
  public static Graph of(Graph graph) {
    Simplification pass = new Simplification();
    for (Tensor placeholder : graph.placeholders()) {
      pass.keep(placeholder.node());
    }
    return pass.rewritten(graph);
  }

  @Override
  List<Tensor> rewrite(Node node, List<Tensor> inputs) {
    if (node.outputs().size() == 1) {
      Tensor simpler = simpler(node.op(), inputs, node.outputs().get(0).shape());
      if (simpler != null) {
        return List.of(simpler);
      }
    }
    Key key = new Key(node.op(), inputs);
    List<Tensor> outputs = known.get(key);
    if (outputs == null) {
      outputs = sameOn(node, inputs);
      known.put(key, outputs);
    }
    return outputs;
  }

  /** A simpler way to the value of an operation, or null. */
  private Tensor simpler(Op op, List<Tensor> inputs, Shape shape) {
    if (op instanceof StopGradient) {
      return inputs.get(0);
    } else if (op instanceof Reshape || op instanceof BroadcastTo) {
      return simplerShape(inputs.get(0), shape, op instanceof Reshape);
    } else if (op instanceof Unary unary) {
      OptionalDouble x = constant(inputs.get(0));
      return x.isPresent() && unary.function() == UnaryFunction.NEGATIVE ? fill(-x.getAsDouble(), shape) : null;
    } else if (op instanceof Binary binary) {
      return simplerBinary(binary.function(), inputs.get(0), inputs.get(1), shape);
    } else if (op instanceof Reduce reduce) {
      return simplerReduce(reduce, inputs.get(0), shape);
    }
    return null;
  }

  private Tensor simplerShape(Tensor input, Shape shape, boolean reshape) {
    if (input.shape().equals(shape)) {
      return input;
    }
    if (constant(input).isPresent()) {
      return fill(constant(input).getAsDouble(), shape);
    }
    if (reshape && input.op() instanceof Reshape) {
      return one(new Reshape(shape), List.of(input.inputs().get(0)));
    }
    return null;
  }

  private Tensor simplerBinary(BinaryFunction function, Tensor a, Tensor b, Shape shape) {
    OptionalDouble left = constant(a);
    OptionalDouble right = constant(b);
    if (left.isPresent() && right.isPresent()) {
      double x = left.getAsDouble();
      double y = right.getAsDouble();
      return switch (function) {
        case ADD -> fill(x + y, shape);
        case SUBTRACT -> fill(x - y, shape);
        case MULTIPLY -> fill(x * y, shape);
        case DIVIDE -> fill(x / y, shape);
        default -> null;
      };
    }
    return switch (function) {
      case ADD -> is(right, 0) ? same(a, shape) : is(left, 0) ? same(b, shape) : joined(a, b);
      case SUBTRACT -> is(right, 0) ? same(a, shape) : null;
      case MULTIPLY -> is(right, 1) ? same(a, shape) : is(left, 1) ? same(b, shape)
          : right.isPresent() ? scaled(a, right.getAsDouble(), shape)
          : left.isPresent() ? scaled(b, left.getAsDouble(), shape)
          : masked(a, b) != null ? masked(a, b) : masked(b, a);
      case DIVIDE -> is(right, 1) ? same(a, shape) : null;
      default -> null;
    };
  }

  /**
   * A sum of parts that are each padded to the whole, as the gradient of something cut to parts is: the parts put
   * together. Null if the sum is of other things, or the parts leave gaps or overlap.
   */
  private Tensor joined(Tensor a, Tensor b) {
    List<Tensor> parts = new ArrayList<>();
    if (!collectPadded(a, parts) || !collectPadded(b, parts)) {
      return null;
    }
    parts.sort(Comparator.comparingInt(part -> ((Pad) part.op()).before()));
    int axis = ((Pad) parts.get(0).op()).axis();
    int end = 0;
    for (Tensor part : parts) {
      Pad pad = (Pad) part.op();
      if (pad.axis() != axis || pad.before() != end || !part.shape().equals(parts.get(0).shape())) {
        return null;
      }
      end += part.inputs().get(0).dim(axis);
    }
    return end < parts.get(0).dim(axis) ? null
        : one(new Concatenate(axis), parts.stream().map(part -> part.inputs().get(0)).toList());
  }

  /** Collects the terms of a sum, if all are padded parts. */
  private static boolean collectPadded(Tensor sum, List<Tensor> parts) {
    if (sum.op() instanceof Pad) {
      return parts.add(sum);
    }
    return sum.op() instanceof Binary binary && binary.function() == BinaryFunction.ADD
        && sum.inputs().stream().allMatch(term -> collectPadded(term, parts));
  }

  /** {@code (x * c) * d} as {@code x * (c d)}. */
  private Tensor scaled(Tensor x, double factor, Shape shape) {
    if (x.shape().equals(shape) && x.op() instanceof Binary inner && inner.function() == BinaryFunction.MULTIPLY) {
      for (int i = 0; i < 2; i++) {
        OptionalDouble other = constant(x.inputs().get(i));
        if (other.isPresent()) {
          return one(new Binary(BinaryFunction.MULTIPLY),
              List.of(x.inputs().get(1 - i), fill(other.getAsDouble() * factor, shape)));
        }
      }
    }
    return null;
  }

  private Tensor simplerReduce(Reduce reduce, Tensor input, Shape shape) {
    if (input.shape().size() == shape.size() && input.shape().size() > 0) {
      return one(new Reshape(shape), List.of(input));
    }
    OptionalDouble value = constant(input);
    if (value.isEmpty() || shape.size() == 0) {
      return null;
    }
    double count = (double) input.shape().size() / shape.size();
    return fill(reduce.function() == ReduceFunction.SUM ? value.getAsDouble() * count : value.getAsDouble(), shape);
  }

  /**
   * The gradient of max pooling times whether what was pooled is positive, as it is behind relu: the largest elements
   * alone have a gradient, so it is the smaller array of these that is masked, before.
   */
  private Tensor masked(Tensor gradient, Tensor mask) {
    if (gradient.op() instanceof MaxPoolingGradient pooling && mask.op() instanceof Binary compared
        && compared.function() == BinaryFunction.GREATER && mask.inputs().get(0) == gradient.inputs().get(0)
        && is(constant(mask.inputs().get(1)), 0)) {
      Tensor pooled = one(new MaxPooling(pooling.window()), List.of(gradient.inputs().get(0)));
      Tensor positive = one(compared, List.of(pooled, mask.inputs().get(1)));
      return one(pooling, List.of(gradient.inputs().get(0),
          one(new Binary(BinaryFunction.MULTIPLY), List.of(gradient.inputs().get(1), positive))));
    }
    return null;
  }

  /** x, if leaving the other operand out does not lose a broadcast. */
  private static Tensor same(Tensor x, Shape shape) {
    return x.shape().equals(shape) ? x : null;
  }

  private Tensor fill(double value, Shape shape) {
    return one(new Fill(value, shape), List.of());
  }

  private Tensor one(Op op, List<Tensor> inputs) {
    Tensor simpler = simpler(op, inputs, op.outputShapes(inputs.stream().map(Tensor::shape).toList()).get(0));
    return simpler != null ? simpler
        : known.computeIfAbsent(new Key(op, inputs), key -> Node.of(op, inputs).outputs()).get(0);
  }

  private static boolean is(OptionalDouble constant, double value) {
    return constant.isPresent() && constant.getAsDouble() == value;
  }

  private static OptionalDouble constant(Tensor tensor) {
    return tensor.op() instanceof Fill fill ? OptionalDouble.of(fill.value()) : OptionalDouble.empty();
  }
}
