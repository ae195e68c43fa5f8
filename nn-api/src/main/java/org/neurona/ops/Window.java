package org.neurona.ops;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.neurona.Shape;

/**
 * How a window moves over the axes between batch and channels: over one for sequences, two for images, three for volumes.
 * An output place p sees along an axis the input places {@code p * stride - before + t * dilation} for t = 0 ... size -
 * 1; places outside of the input are padding.
 *
 * @param sizes how many places it sees along each axis
 * @param strides how far it moves along each axis
 * @param dilations how far apart the places are that it sees
 * @param before how much padding comes before each axis
 * @param after how much padding comes after each axis
 */
public record Window(List<Integer> sizes, List<Integer> strides, List<Integer> dilations, List<Integer> before,
    List<Integer> after) {
  /** Copies the lists and checks that they are of one length. */
  public Window {
    sizes = List.copyOf(sizes);
    strides = List.copyOf(strides);
    dilations = List.copyOf(dilations);
    before = List.copyOf(before);
    after = List.copyOf(after);
    int axes = sizes.size();
    if (strides.size() != axes || dilations.size() != axes || before.size() != axes || after.size() != axes) {
      throw new IllegalArgumentException("A window over " + axes + " axes needs as many strides, dilations and paddings, "
          + "got " + strides + ", " + dilations + ", " + before + " and " + after);
    }
  }

  /** A window without padding: Keras' {@code padding="valid"}. */
  public static Window valid(List<Integer> sizes, List<Integer> strides, List<Integer> dilations) {
    List<Integer> none = Collections.nCopies(sizes.size(), 0);
    return new Window(sizes, strides, dilations, none, none);
  }

  /**
   * A window with so much padding that there is an output place for each stride of the input: Keras'
   * {@code padding="same"}. An odd rest of the padding comes after.
   *
   * @param lengths the lengths of the input's axes; an unknown one gets no padding
   */
  public static Window same(List<Integer> lengths, List<Integer> sizes, List<Integer> strides, List<Integer> dilations) {
    List<Integer> before = new ArrayList<>();
    List<Integer> after = new ArrayList<>();
    for (int axis = 0; axis < sizes.size(); axis++) {
      int stride = strides.get(axis);
      int reach = (sizes.get(axis) - 1) * dilations.get(axis) + 1;
      int length = lengths.get(axis);
      int places = (length + stride - 1) / stride;
      int padding = length == Shape.UNKNOWN ? 0 : Math.max(0, (places - 1) * stride + reach - length);
      before.add(padding / 2);
      after.add(padding - padding / 2);
    }
    return new Window(sizes, strides, dilations, before, after);
  }

  /** The number of axes that it moves over. */
  public int rank() {
    return sizes.size();
  }

  /** The number of places that it sees. */
  public int size() {
    return sizes.stream().reduce(1, Math::multiplyExact);
  }

  /** The number of output places along an axis; unknown for an unknown length. */
  public int places(int axis, int length) {
    if (length == Shape.UNKNOWN) {
      return Shape.UNKNOWN;
    }
    int reach = (sizes.get(axis) - 1) * dilations.get(axis) + 1;
    return Math.max(0, Math.floorDiv(length + before.get(axis) + after.get(axis) - reach, strides.get(axis)) + 1);
  }

  /**
   * The shape of {@code (batch, places..., channels)} for an input {@code (batch, lengths..., any)}.
   *
   * @throws IllegalArgumentException if the input has another number of axes, or no place is left
   */
  Shape over(String label, Shape input, int channels) {
    if (input.rank() != rank() + 2) {
      throw new IllegalArgumentException(label + " expects rank " + (rank() + 2) + ", got shape " + input);
    }
    Shape output = input.withDim(-1, channels);
    for (int axis = 0; axis < rank(); axis++) {
      output = output.withDim(axis + 1, places(axis, input.dim(axis + 1)));
      if (output.dim(axis + 1) == 0 && input.dim(axis + 1) != 0) {
        throw new IllegalArgumentException("Computed output size would be zero or negative. Received: input shape "
            + input + ", window " + sizes + ", strides " + strides + ", dilations " + dilations);
      }
    }
    return output;
  }
}
