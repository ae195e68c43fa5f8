package org.neurona.plots.drawing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.geom.Rectangle2D;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypefaceTest {
  @Test
  void widthsAreThoseOfDejaVuSans() {
    // hmtx table of DejaVuSans.ttf and DejaVuSans-Bold.ttf, in 2048ths of an em
    assertEquals((1401 + 651 + 1303) / 2048.0, Typeface.of(false).width("A 0"), 1e-12);
    assertEquals(1585 / 2048.0, Typeface.of(true).width("A"), 1e-12);
    assertEquals(0, Typeface.of(false).width(""));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyLetterHasAnOutline(boolean bold) {
    for (char letter = '!'; letter <= '~'; letter++) {
      Rectangle2D bounds = Typeface.of(bold).outline(Character.toString(letter)).getBounds2D();
      assertTrue(bounds.getHeight() > 0.05 && bounds.getHeight() < 1.3, letter + ": " + bounds);
      assertTrue(bounds.getMinX() > -0.2 && bounds.getMaxX() < 1.3, letter + ": " + bounds);
    }
    assertFalse(Typeface.of(bold).outline("äÖßéñçΣλ…→").getBounds2D().isEmpty());
    assertTrue(Typeface.of(bold).outline(" ").getBounds2D().isEmpty());
  }

  @Test
  void anOutlineIsAsWideAsTheTextIsSaidToBe() {
    String text = "val_accuracy: 0.9788, learning rate";
    Rectangle2D bounds = Typeface.of(false).outline(text).getBounds2D();
    assertEquals(Typeface.of(false).width(text), bounds.getMaxX(), 0.15);
  }

  @Test
  void textIsCutToAWidth() {
    TextStyle style = TextStyle.of(12, 0);
    String text = "a long name of a layer 🙂🙂🙂🙂🙂🙂";
    for (double width = 20; width < 250; width += 3) {
      String cut = style.fitting(text, width);
      assertTrue(style.width(cut) <= width, cut);
      assertFalse(Character.isHighSurrogate(cut.charAt(Math.max(0, cut.length() - 2))) && cut.endsWith("…"), cut);
    }
    assertEquals("dense", style.fitting("dense", 100));
  }
}
