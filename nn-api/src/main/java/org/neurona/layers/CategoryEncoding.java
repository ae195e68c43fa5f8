package org.neurona.layers;

import static org.neurona.ops.Ops.add;
import static org.neurona.ops.Ops.fill;

import java.util.List;
import org.neurona.Shape;
import org.neurona.ShapeMismatchException;
import org.neurona.config.Setting;
import org.neurona.ops.Gather;
import org.neurona.ops.Tensor;

/**
 * Whole numbers from 0 to {@code numTokens - 1} as vectors of that length. Keras' {@code CategoryEncoding}.
 *
 * <p>Input {@code (batch, n)}; output {@code (batch, numTokens)} with 1 for each number that is there ({@code
 * multi_hot}, the default) or how often it is there ({@code count}), or {@code (batch, n, numTokens)} with a vector for
 * each ({@code one_hot}; {@code (batch, numTokens)} where n is 1). With {@code count} a second input of the first one's
 * shape, Keras' call argument {@code count_weights}, says what each number counts for. Another number is an error when
 * it is met.
 */
public final class CategoryEncoding extends Layer {
  private static final Setting<Integer> NUM_TOKENS = Setting.positiveInt("num_tokens");
  private static final Setting<String> OUTPUT_MODE =
      Setting.oneOf("output_mode", "multi_hot", "multi_hot", "one_hot", "count");

  /**
   * An encoding with {@code multi_hot}.
   *
   * @param numTokens how many numbers there are: the largest plus one
   */
  public CategoryEncoding(int numTokens) {
    super(List.of(NUM_TOKENS, OUTPUT_MODE));
    set(NUM_TOKENS, numTokens);
  }

  /** How many numbers there are. */
  public int numTokens() {
    return get(NUM_TOKENS);
  }

  /** The form of the output: {@code multi_hot}, the default, {@code one_hot} or {@code count}. */
  public String outputMode() {
    return get(OUTPUT_MODE);
  }

  /** Returns a copy with another form of output. */
  public CategoryEncoding outputMode(String outputMode) {
    return with(this, OUTPUT_MODE, outputMode);
  }

  @Override
  public CategoryEncoding name(String name) {
    return (CategoryEncoding) super.name(name);
  }

  @Override
  public CategoryEncoding inputShape(int... dims) {
    return (CategoryEncoding) super.inputShape(dims);
  }

  @Override
  protected void checkInputs(List<Shape> inputs, String label) {
    if (inputs.size() > 2) {
      throw new IllegalArgumentException(label + " takes numbers and their weights, got " + inputs.size() + " inputs");
    }
    if (inputs.size() == 2 && !outputMode().equals("count")) {
      throw new IllegalArgumentException(label + ": `count_weights` is not used when `output_mode` is not `'count'`. "
          + "Received " + inputs.size() + " inputs with output_mode=" + outputMode());
    }
    if (inputs.size() == 2 && !inputs.get(1).isCompatibleWith(inputs.get(0))) {
      throw new ShapeMismatchException(label, "weights of the input's shape " + inputs.get(0), inputs.get(1));
    }
  }

  @Override
  protected List<Tensor> call(List<Tensor> inputs, Call call) {
    Tensor x = inputs.get(0);
    // A table of zeros changes nothing, but refuses numbers that are out of range.
    Tensor checked = add(x, Tensor.of(new Gather(label(call.layerName())), fill(0, Shape.of(numTokens())), x));
    return List.of(CategoryCoding.of(checked, outputMode(), numTokens(), inputs.size() == 1 ? null : inputs.get(1)));
  }
}
