package org.neurona.examples;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import org.neurona.NDArray;

/** Draws 28 by 28 images as text, five side by side in 80 columns: 14 characters wide and 7 high each. */
final class DigitText {
  private static final int SIDE = 28;
  private static final String GAP = "  ";
  /** Upper and lower half of a character cell: neither, upper, lower, both. */
  private static final String BLOCKS = " ▀▄█";
  private static final String SHADES = " .:-=+*#%@";

  private final boolean blocks;

  private DigitText(boolean blocks) {
    this.blocks = blocks;
  }

  /** Drawn with block characters where standard output has them, in shades of ASCII elsewhere. */
  static DigitText forStandardOutput() {
    // The property is Java 19's; its predecessor, which the launcher sets as well, serves Java 17.
    String name = System.getProperty("stdout.encoding", System.getProperty("sun.stdout.encoding"));
    Charset charset = name == null ? Charset.defaultCharset() : Charset.forName(name);
    return new DigitText(charset.newEncoder().canEncode(BLOCKS));
  }

  static DigitText inBlocks() {
    return new DigitText(true);
  }

  static DigitText inShades() {
    return new DigitText(false);
  }

  /** The lines of some images side by side, each with its caption below. */
  List<String> sideBySide(NDArray images, List<String> captions) {
    List<String> lines = new ArrayList<>();
    for (int row = 0; row < SIDE; row += 4) {
      StringBuilder line = new StringBuilder();
      for (int image = 0; image < captions.size(); image++) {
        for (int column = 0; column < SIDE; column += 2) {
          line.append(cell(images, image, row, column));
        }
        line.append(GAP);
      }
      lines.add(line.toString().stripTrailing());
    }
    StringBuilder below = new StringBuilder();
    captions.forEach(caption -> below.append(String.format("%-14s", caption)).append(GAP));
    lines.add(below.toString().stripTrailing());
    return lines;
  }

  /** The character for 4 by 2 pixels. */
  private char cell(NDArray images, int image, int row, int column) {
    double upper = ink(images, image, row, column);
    double lower = ink(images, image, row + 2, column);
    if (blocks) {
      return BLOCKS.charAt((upper > 0.4 ? 1 : 0) + (lower > 0.4 ? 2 : 0));
    }
    return SHADES.charAt((int) Math.round((upper + lower) / 2 * (SHADES.length() - 1)));
  }

  /** The mean of 2 by 2 pixels. */
  private static double ink(NDArray images, int image, int row, int column) {
    return (images.get(image, row, column) + images.get(image, row, column + 1)
        + images.get(image, row + 1, column) + images.get(image, row + 1, column + 1)) / 4;
  }
}
