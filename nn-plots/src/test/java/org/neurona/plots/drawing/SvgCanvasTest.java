package org.neurona.plots.drawing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class SvgCanvasTest {
  private final SvgCanvas canvas = new SvgCanvas(40, 30, "a < b & \"c\"");

  @Test
  void escapesWhatIsSpecialAndReplacesWhatXmlCannotHold() {
    assertEquals("&lt;script&gt;&amp;&quot;&#39;", SvgCanvas.escaped("<script>&\"'"));
    assertEquals("a\uFFFDb\uFFFDc\n", SvgCanvas.escaped("a\u0000b\uFFFFc\n"));
    assertEquals("\uD83D\uDE42 \uFFFD", SvgCanvas.escaped("\uD83D\uDE42 \uD83D"));
    assertTrue(canvas.toSvg().contains("<title>a &lt; b &amp; &quot;c&quot;</title>"), canvas.toSvg());
  }

  @Test
  void lengthsHaveTwoDecimalsAtMostAndNoTrailingZeros() {
    canvas.box(new Area(0, -0.001, 100, 12.345), 0, 0x00ff7f, Canvas.NONE);
    assertTrue(canvas.toSvg().contains("<rect x=\"0\" y=\"0\" width=\"100\" height=\"12.35\" fill=\"#00ff7f\"/>"),
        canvas.toSvg());
    canvas.dot("", -1.5, 0.1, 3, 0);
    assertTrue(canvas.toSvg().contains("<circle cx=\"-1.5\" cy=\"0.1\" r=\"3\" fill=\"#000000\"/>"), canvas.toSvg());
  }

  @Test
  void numbersDontDependOnTheLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      canvas.line("loss", new double[] {0.5, 1}, new double[] {2, 1000.25}, new Pen(0x2563eb, 1.5));
    } finally {
      Locale.setDefault(before);
    }
    assertTrue(canvas.toSvg().contains("points=\"0.5,2 1,1000.25\" fill=\"none\" stroke=\"#2563eb\" "
        + "stroke-width=\"1.5\" stroke-linejoin=\"round\"><title>loss</title></polyline>"), canvas.toSvg());
  }

  @Test
  void textIsText() {
    canvas.text(1, 2, "x < y %d", TextStyle.of(12, 0x1f2937).inBold().atEnd());
    canvas.text(1, 2, "up", TextStyle.of(12, 0x1f2937).upwards());
    assertTrue(canvas.toSvg().contains("<text x=\"1\" y=\"2\" font-size=\"12\" fill=\"#1f2937\" font-weight=\"bold\" "
        + "text-anchor=\"end\">x &lt; y %d</text>"), canvas.toSvg());
    assertTrue(canvas.toSvg().contains("<text transform=\"translate(1,2) rotate(-90)\" font-size=\"12\" "
        + "fill=\"#1f2937\">up</text>"), canvas.toSvg());
    assertFalse(canvas.toSvg().contains("\r"));
  }
}
