package org.neurona.plots;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurona.FitOptions;
import org.neurona.History;

class PictureTest {
  private static final History HISTORY = Runs.of(3,
      Map.of("loss", List.of(3.0, 2.0, 1.0), "val_loss", List.of(4.0, 3.0, 2.5)));

  @TempDir
  Path folder;

  private Set<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return new HashSet<>(files.map(file -> file.getFileName().toString()).toList());
    }
  }

  private static Set<Integer> colours(BufferedImage image) {
    Set<Integer> colours = new HashSet<>();
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        colours.add(image.getRGB(x, y) & 0xffffff);
      }
    }
    return colours;
  }

  @Test
  void aHistoryPlotsItselfWhereThisModuleIs() throws IOException {
    Runs.trained(new FitOptions().epochs(2).validationSplit(0.5)).plot(folder.resolve("curves"));
    assertEquals(Set.of("curves.svg", "curves.png"), files());
  }

  @Test
  void theSuffixDecides() throws IOException {
    HISTORY.plot(folder.resolve("a.svg"));
    assertEquals(Set.of("a.svg"), files());
    HISTORY.plot(folder.resolve("b.PNG"));
    assertEquals(Set.of("a.svg", "b.PNG"), files());
    assertTrue(Files.readString(folder.resolve("a.svg")).startsWith("<svg "));
  }

  @Test
  void anotherSuffixIsRefused() {
    Path file = folder.resolve("curves.jpg");
    assertEquals("A picture's file ends in .png or .svg, or has no suffix for both, got " + file,
        assertThrows(IllegalArgumentException.class, () -> HISTORY.plot(file)).getMessage());
  }

  @Test
  void foldersAreMade() throws IOException {
    HISTORY.plot(folder.resolve("a").resolve("b").resolve("c.svg"));
    assertTrue(Files.exists(folder.resolve("a/b/c.svg")));
  }

  @Test
  void pngIsTwiceAsSharpAndHasTheColoursOfTheCurves() throws IOException {
    Picture picture = Plots.history(HISTORY);
    HISTORY.plot(folder.resolve("curves.png"));
    BufferedImage image = ImageIO.read(folder.resolve("curves.png").toFile());
    assertEquals(2 * picture.width(), image.getWidth());
    assertEquals(2 * picture.height(), image.getHeight());
    assertTrue(colours(image).containsAll(Set.of(0xffffff, 0x2563eb, 0xea580c, 0x1f2937)));
    assertEquals(0xffffff, image.getRGB(0, 0) & 0xffffff);
  }

  @Test
  void theSameDrawingGivesTheSameBytes() {
    assertEquals(Plots.history(HISTORY).toSvg(), Plots.history(HISTORY).toSvg());
    assertArrayEquals(Plots.history(HISTORY).toPng(), Plots.history(HISTORY).toPng());
  }

  @Test
  void svgNeedsNothingFromElsewhereAndSaysWhatItShows() {
    Svg svg = Svg.of(Plots.history(HISTORY));
    assertEquals(Map.of(), svg.references());
    assertEquals("Training history: loss, val_loss", svg.all("title").get(0).getTextContent());
    assertEquals("img", svg.root().getAttribute("role"));
  }
}
