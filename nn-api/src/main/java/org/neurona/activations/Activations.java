package org.neurona.activations;

import static org.neurona.ops.Ops.abs;
import static org.neurona.ops.Ops.clip;
import static org.neurona.ops.Ops.divide;
import static org.neurona.ops.Ops.erf;
import static org.neurona.ops.Ops.expm1;
import static org.neurona.ops.Ops.greater;
import static org.neurona.ops.Ops.maximum;
import static org.neurona.ops.Ops.minimum;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.negative;
import static org.neurona.ops.Ops.relu;
import static org.neurona.ops.Ops.sigmoid;
import static org.neurona.ops.Ops.slice;
import static org.neurona.ops.Ops.softplus;
import static org.neurona.ops.Ops.sqrt;
import static org.neurona.ops.Ops.square;
import static org.neurona.ops.Ops.subtract;
import static org.neurona.ops.Ops.tanh;
import static org.neurona.ops.Ops.where;

import java.util.List;
import java.util.function.UnaryOperator;
import org.neurona.config.Catalogue;
import org.neurona.config.Setting;
import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;

/**
 * All activation functions of Keras 3, by name; one line of formula each, with Keras' default parameters. Where a name
 * leaves something open, it means
 *
 * <pre>{@code
 * leaky_relu   max(x, 0.2 x)                    elu, celu    alpha = 1
 * gelu         x (1 + erf(x / sqrt(2))) / 2     hard_sigmoid clip(x / 6 + 1/2, 0, 1)
 * glu          a sigmoid(b), the halves of x    soft_shrink, hard_shrink   beyond 1/2
 * squareplus   (x + sqrt(x^2 + 4)) / 2          threshold    x above 0, else 0
 * }</pre>
 *
 * <p>softmax, log_softmax, sparsemax and glu work along the last axis, all others element by element.
 */
public final class Activations {
  /** The constants of Klambauer et al., 2017. */
  private static final double SELU_ALPHA = 1.6732632423543772;
  private static final double SELU_SCALE = 1.0507009873554805;
  private static final double SHRINK_THRESHOLD = 0.5;

  private static final Catalogue<ActivationFunction> CATALOGUE;

  static {
    Catalogue.Builder<ActivationFunction> entries = Catalogue.of("activation function", ActivationFunction.class);
    for (String name : List.of("linear", "relu", "sigmoid", "tanh", "softmax")) {
      add(entries, name, new Usual(name));
    }
    CATALOGUE = entries.later(Activations::addOthers).build();
  }

  /** The most usual ones in one class: to make a function of a lambda takes a process longer than to call it. */
  private record Usual(String name) implements UnaryOperator<Tensor> {
    @Override
    public Tensor apply(Tensor x) {
      return switch (name) {
        case "linear" -> x;
        case "relu" -> relu(x);
        case "sigmoid" -> sigmoid(x);
        case "tanh" -> tanh(x);
        case "softmax" -> Ops.softmax(x);
        default -> throw new IllegalStateException("No formula for " + name);
      };
    }
  }

  /** All others. */
  private static void addOthers(Catalogue.Builder<ActivationFunction> entries) {
    add(entries, "relu6", x -> minimum(relu(x), 6));
    add(entries, "leaky_relu", x -> leakyRelu(x, 0.2));
    add(entries, "elu", x -> elu(x, 1));
    add(entries, "selu", x -> multiply(elu(x, SELU_ALPHA), SELU_SCALE));
    add(entries, "celu", x -> elu(x, 1));
    add(entries, "gelu", x -> multiply(multiply(x, 0.5), Ops.add(erf(multiply(x, Math.sqrt(0.5))), 1)));
    add(entries, "silu", x -> multiply(x, sigmoid(x)), "swish");
    add(entries, "hard_sigmoid", Activations::hardSigmoid);
    // What files of Keras 1 and 2 mean by hard_sigmoid.
    add(entries, "hard_sigmoid_keras2", x -> clip(Ops.add(multiply(x, 0.2), 0.5), 0, 1));
    add(entries, "hard_silu", x -> multiply(x, hardSigmoid(x)), "hard_swish");
    add(entries, "hard_tanh", x -> clip(x, -1, 1));
    add(entries, "log_softmax", Ops::logSoftmax);
    add(entries, "softplus", Ops::softplus);
    add(entries, "softsign", x -> divide(x, Ops.add(abs(x), 1)));
    add(entries, "exponential", Ops::exp);
    add(entries, "mish", x -> multiply(x, tanh(softplus(x))));
    add(entries, "log_sigmoid", x -> negative(softplus(negative(x))));
    add(entries, "glu", Activations::glu);
    add(entries, "soft_shrink", x -> subtract(maximum(subtract(x, SHRINK_THRESHOLD), 0),
        maximum(subtract(-SHRINK_THRESHOLD, x), 0)));
    add(entries, "hard_shrink", x -> multiply(x, greater(abs(x), SHRINK_THRESHOLD)));
    add(entries, "tanh_shrink", x -> subtract(x, tanh(x)));
    // Keras' function asks for a threshold and a replacement; a name can give neither, so that both are 0.
    add(entries, "threshold", Ops::relu);
    add(entries, "squareplus", x -> multiply(Ops.add(x, sqrt(Ops.add(square(x), 4))), 0.5));
    add(entries, "sparse_plus", x -> where(greater(x, 1), x, multiply(square(maximum(Ops.add(x, 1), 0)), 0.25)));
    add(entries, "sparse_sigmoid", x -> clip(Ops.add(multiply(x, 0.5), 0.5), 0, 1));
    add(entries, "sparsemax", Ops::sparsemax);
  }

  private Activations() {}

  private static void add(Catalogue.Builder<ActivationFunction> entries, String name, UnaryOperator<Tensor> formula,
      String... aliases) {
    String[] names = new String[aliases.length + 1];
    names[0] = name;
    System.arraycopy(aliases, 0, names, 1, aliases.length);
    entries.add(ActivationFunction.of(name, formula), names);
  }

  /** All entries. */
  public static Catalogue<ActivationFunction> catalogue() {
    return CATALOGUE;
  }

  /**
   * An activation function by Keras' name; {@code linear} for null, Keras' {@code None}.
   *
   * @throws IllegalArgumentException if there is none; the message lists the known ones
   */
  public static ActivationFunction get(String identifier) {
    return CATALOGUE.get(identifier == null ? "linear" : identifier);
  }

  /** A setting that holds an activation function. */
  public static Setting<ActivationFunction> setting(String key, String defaultIdentifier) {
    return Setting.object(key, CATALOGUE, get(defaultIdentifier));
  }

  /** x, or alpha (e^x - 1) below 0. */
  public static Tensor elu(Tensor x, double alpha) {
    // The power is taken of numbers up to 0 only, so that it can't overflow.
    return where(greater(x, 0), x, multiply(expm1(minimum(x, 0)), alpha));
  }

  /** x, or slope x below 0. */
  public static Tensor leakyRelu(Tensor x, double slope) {
    return slope <= 1 ? maximum(x, multiply(x, slope)) : minimum(x, multiply(x, slope));
  }

  private static Tensor hardSigmoid(Tensor x) {
    return clip(Ops.add(multiply(x, 1.0 / 6), 0.5), 0, 1);
  }

  /** The first half of the last axis, gated by the second (Dauphin et al., 2017). */
  private static Tensor glu(Tensor x) {
    int width = x.dim(-1);
    if (width % 2 != 0) {
      throw new IllegalArgumentException("glu expects an even last axis, got shape " + x.shape());
    }
    return multiply(slice(x, -1, 0, width / 2), sigmoid(slice(x, -1, width / 2, width / 2)));
  }
}
