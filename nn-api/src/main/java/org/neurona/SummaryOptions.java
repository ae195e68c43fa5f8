package org.neurona;

import java.util.Objects;
import java.util.regex.Pattern;

/** The arguments of {@code summary}, with Keras' names. Immutable: each method returns a copy. */
public final class SummaryOptions {
  /** What Keras makes of a terminal of 80 columns. */
  private static final int LINE_LENGTH = 76;
  private static final int SHORTEST_LINE = 40;

  private final boolean expandNested;
  private final boolean showTrainable;
  private final int lineLength;
  private final Pattern firstLayer;
  private final Pattern lastLayer;

  /** Keras' defaults, on a terminal of 80 columns. */
  public SummaryOptions() {
    this(false, false, LINE_LENGTH, null, null);
  }

  private SummaryOptions(boolean expandNested, boolean showTrainable, int lineLength, Pattern firstLayer,
      Pattern lastLayer) {
    this.expandNested = expandNested;
    this.showTrainable = showTrainable;
    this.lineLength = lineLength;
    this.firstLayer = firstLayer;
    this.lastLayer = lastLayer;
  }

  /** Whether the layers of models inside of the model have rows; false by default. */
  public boolean expandNested() {
    return expandNested;
  }

  /** Returns a copy that shows the layers of models inside of the model, or not. */
  public SummaryOptions expandNested(boolean expandNested) {
    return new SummaryOptions(expandNested, showTrainable, lineLength, firstLayer, lastLayer);
  }

  /** Whether a column says which layers are trained; false by default. */
  public boolean showTrainable() {
    return showTrainable;
  }

  /** Returns a copy that says which layers are trained (Y) and which are not (N), or not. */
  public SummaryOptions showTrainable(boolean showTrainable) {
    return new SummaryOptions(expandNested, showTrainable, lineLength, firstLayer, lastLayer);
  }

  /** How long lines are; 76 by default. */
  public int lineLength() {
    return lineLength;
  }

  /**
   * Returns a copy with other lines.
   *
   * @throws IllegalArgumentException if they are shorter than 40 characters
   */
  public SummaryOptions lineLength(int lineLength) {
    if (lineLength < SHORTEST_LINE) {
      throw new IllegalArgumentException(
          "summary: lineLength must be at least " + SHORTEST_LINE + ". Received: lineLength=" + lineLength);
    }
    return new SummaryOptions(expandNested, showTrainable, lineLength, firstLayer, lastLayer);
  }

  /**
   * Returns a copy that shows some layers only: from the first whose name begins as one regular expression says to the
   * last whose name begins as the other says.
   */
  public SummaryOptions layerRange(String first, String last) {
    return new SummaryOptions(expandNested, showTrainable, lineLength, Pattern.compile(first),
        Pattern.compile(Objects.requireNonNull(last, "last")));
  }

  /** What the name of the first layer to show begins with, or null. */
  Pattern firstLayer() {
    return firstLayer;
  }

  /** What the name of the last layer to show begins with, or null. */
  Pattern lastLayer() {
    return lastLayer;
  }
}
