package org.neurona;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;

/** Prints an array as NumPy 2's {@code str} with its default options does (numpy/_core/arrayprint.py). */
final class NDArrayFormatter {
  private static final int THRESHOLD = 1000;
  private static final int EDGE_ITEMS = 3;
  private static final int LINE_WIDTH = 75;
  private static final String DOTS = "...";

  private final NDArray array;
  private final boolean floating;
  private final boolean summarized;
  private DoubleFunction<String> elementFormat;

  NDArrayFormatter(NDArray array) {
    this.array = array;
    this.floating = array.dtype().isFloating() || array.scale() != 1;
    this.summarized = array.size() > THRESHOLD;
  }

  String format() {
    boolean single = array.dtype() != DType.FLOAT64;
    if (array.shape().rank() == 0) {
      double value = array.flat(0);
      return floating ? FloatFormat.scalar(value, single) : Integer.toString((int) value);
    }
    if (array.size() == 0) {
      return "[]";
    }
    double[] printed = printedValues();
    elementFormat = floating ? new FloatFormat(printed, single)::format : intFormat(printed);
    return nested(0, 0, " ", LINE_WIDTH);
  }

  private static DoubleFunction<String> intFormat(double[] values) {
    int width = 0;
    for (double value : values) {
      width = Math.max(width, Integer.toString((int) value).length());
    }
    int padded = width;
    return value -> {
      String text = Integer.toString((int) value);
      return " ".repeat(padded - text.length()) + text;
    };
  }

  /** The values that are not left out: all of them decide the common width. */
  private double[] printedValues() {
    List<Double> values = new ArrayList<>();
    collect(0, 0, values);
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private void collect(int axis, int start, List<Double> values) {
    if (axis == array.shape().rank()) {
      values.add(array.flat(start));
      return;
    }
    int length = array.shape().dim(axis);
    int stride = array.shape().size(axis + 1, array.shape().rank());
    for (int i = 0; i < length; i++) {
      if (isShortened(axis) && i == EDGE_ITEMS) {
        i = length - EDGE_ITEMS;
      }
      collect(axis + 1, start + i * stride, values);
    }
  }

  private boolean isShortened(int axis) {
    return summarized && array.shape().dim(axis) > 2 * EDGE_ITEMS;
  }

  private String nested(int axis, int start, String indent, int width) {
    return axis == array.shape().rank() - 1
        ? lastAxis(axis, start, indent, width)
        : outerAxis(axis, start, indent, width);
  }

  /** Elements side by side, on further lines where they don't fit. */
  private String lastAxis(int axis, int start, String indent, int width) {
    int length = array.shape().dim(axis);
    StringBuilder text = new StringBuilder("[");
    StringBuilder line = new StringBuilder(indent);
    boolean firstLine = true;
    for (int i = 0; i < length; i++) {
      String word;
      if (isShortened(axis) && i == EDGE_ITEMS) {
        word = DOTS;
        i = length - EDGE_ITEMS - 1;
      } else {
        word = elementFormat.apply(array.flat(start + i));
      }
      // One column stays free for the bracket. A word that is alone on its line stays there, however long.
      if (line.length() + word.length() > width - 1 && line.length() > indent.length()) {
        text.append(firstLine ? line.substring(indent.length()).stripTrailing() : line.toString().stripTrailing());
        text.append('\n');
        firstLine = false;
        line = new StringBuilder(indent);
      }
      line.append(word);
      if (i < length - 1) {
        line.append(' ');
      }
    }
    return text.append(firstLine ? line.substring(indent.length()) : line).append(']').toString();
  }

  private String outerAxis(int axis, int start, String indent, int width) {
    int length = array.shape().dim(axis);
    int rank = array.shape().rank();
    int stride = array.shape().size(axis + 1, rank);
    String separator = "\n".repeat(rank - axis - 1);
    StringBuilder text = new StringBuilder("[");
    for (int i = 0; i < length; i++) {
      if (i > 0) {
        text.append(separator).append(indent);
      }
      if (isShortened(axis) && i == EDGE_ITEMS) {
        text.append(DOTS);
        i = length - EDGE_ITEMS - 1;
      } else {
        text.append(nested(axis + 1, start + i * stride, indent + " ", width - 1));
      }
    }
    return text.append(']').toString();
  }
}
