package org.neurona.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.neurona.NDArray;
import org.neurona.Shape;

class DigitTextTest {
  /** An image that is ink in its upper left 14 by 14 pixels and in row 26 and 27, and one of paper. */
  private static final NDArray IMAGES = images();

  private static NDArray images() {
    float[] pixels = new float[2 * 28 * 28];
    for (int row = 0; row < 28; row++) {
      for (int column = 0; column < 28; column++) {
        pixels[row * 28 + column] = row >= 26 || row < 14 && column < 14 ? 1 : 0;
      }
    }
    return NDArray.of(Shape.of(2, 28, 28), pixels);
  }

  @Test
  void drawsInBlocks() {
    assertEquals(List.of("███████", "███████", "███████", "▀▀▀▀▀▀▀", "", "", "▄▄▄▄▄▄▄▄▄▄▄▄▄▄", "one             two"),
        DigitText.inBlocks().sideBySide(IMAGES, List.of("one", "two")));
  }

  @Test
  void drawsInShades() {
    assertEquals(List.of("@@@@@@@", "@@@@@@@", "@@@@@@@", "+++++++", "", "", "++++++++++++++", "one             two"),
        DigitText.inShades().sideBySide(IMAGES, List.of("one", "two")));
  }
}
