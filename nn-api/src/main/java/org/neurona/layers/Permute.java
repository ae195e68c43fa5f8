package org.neurona.layers;

import static org.neurona.ops.Ops.transpose;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.neurona.Shape;
import org.neurona.ShapeMismatchException;
import org.neurona.config.CustomObjects;
import org.neurona.config.Setting;
import org.neurona.ops.Tensor;

/**
 * The axes behind the batch's in another order. Keras' {@code Permute}: {@code new Permute(2, 1)} makes {@code (batch,
 * 3, 5)} from {@code (batch, 5, 3)}.
 */
public final class Permute extends Layer {
  private static final Setting<List<Integer>> DIMS = setting();

  /**
   * A layer.
   *
   * @param dims for each axis of an output row which axis of the input row it is, counted from 1
   * @throws IllegalArgumentException if they are not 1 to their number, each once
   */
  public Permute(int... dims) {
    super(List.of(DIMS));
    set(DIMS, IntStream.of(dims).boxed().toList());
  }

  private static Setting<List<Integer>> setting() {
    Setting.Codec<Integer> one = Setting.integer("dims", 0).codec();
    return Setting.required("dims", "the numbers 1 to their number, each once",
        dims -> dims != null && dims.stream().sorted().toList().equals(
            IntStream.rangeClosed(1, dims.size()).boxed().toList()),
        new Setting.Codec<>() {
          @Override
          public Object write(List<Integer> value) {
            return new ArrayList<Object>(value);
          }

          @Override
          public List<Integer> read(Object plain, CustomObjects custom) {
            return ((List<?>) plain).stream().map(item -> one.read(item, custom)).toList();
          }
        });
  }

  /** For each axis of an output row which axis of the input row it is, counted from 1. */
  public List<Integer> dims() {
    return get(DIMS);
  }

  @Override
  public Permute name(String name) {
    return (Permute) super.name(name);
  }

  @Override
  protected void checkInputs(List<Shape> inputs, String label) {
    Shape input = inputs.get(0);
    if (input.rank() != dims().size() + 1) {
      throw new ShapeMismatchException(label, "input of rank " + (dims().size() + 1), input);
    }
  }

  @Override
  protected Tensor call(Tensor x, Call call) {
    return transpose(x, IntStream.concat(IntStream.of(0), dims().stream().mapToInt(Integer::intValue)).toArray());
  }
}
