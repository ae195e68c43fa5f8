package org.neurona.plots;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.ShapeMismatchException;
import org.w3c.dom.Element;

class ImageGridTest {
  private static BufferedImage decoded(Element image) throws IOException {
    String data = image.getAttribute("href").replaceFirst("^data:image/png;base64,", "");
    return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(data)));
  }

  private static int rgb(BufferedImage image, int x, int y) {
    return image.getRGB(x, y) & 0xffffff;
  }

  @Test
  void greyLevelsGoFromBlackToWhite() throws IOException {
    NDArray images = NDArray.of(Shape.of(1, 2, 3), new float[] {0, 0.5f, 1, 1, 0, 0.2f});
    BufferedImage image = decoded(Svg.of(Plots.images(images, List.of())).all("image").get(0));
    assertEquals(3, image.getWidth());
    assertEquals(2, image.getHeight());
    assertEquals(List.of(0x000000, 0x808080, 0xffffff, 0xffffff, 0x000000, 0x333333),
        List.of(rgb(image, 0, 0), rgb(image, 1, 0), rgb(image, 2, 0), rgb(image, 0, 1), rgb(image, 1, 1),
            rgb(image, 2, 1)));
  }

  @Test
  void threeChannelsAreRedGreenAndBlue() throws IOException {
    NDArray images = NDArray.of(Shape.of(1, 1, 2, 3), new float[] {1, 0, 0, 0, 0.2f, 1});
    BufferedImage image = decoded(Svg.of(Plots.images(images, List.of())).all("image").get(0));
    assertEquals(0xff0000, rgb(image, 0, 0));
    assertEquals(0x0033ff, rgb(image, 1, 0));
  }

  @Test
  void numbersBeyondAreBroughtBetweenBlackAndWhite() throws IOException {
    NDArray images = NDArray.of(Shape.of(2, 1, 2, 1), new float[] {-10, 0, 10, Float.NaN});
    List<Element> all = Svg.of(Plots.images(images, List.of())).all("image");
    assertEquals(0x000000, rgb(decoded(all.get(0)), 0, 0));
    assertEquals(0x808080, rgb(decoded(all.get(0)), 1, 0));
    assertEquals(0xffffff, rgb(decoded(all.get(1)), 0, 0));
    assertEquals(0x000000, rgb(decoded(all.get(1)), 1, 0));
  }

  @Test
  void mistakesAreRed() {
    Svg svg = Svg.of(Plots.images(NDArray.zeros(2, 28, 28), List.of(Caption.of("7", "7"), Caption.of("7", "2"))));
    assertEquals(List.of("7", "7, truly 2"), svg.texts());
    assertEquals("#1f2937", svg.all("text").get(0).getAttribute("fill"));
    assertEquals("#dc2626", svg.all("text").get(1).getAttribute("fill"));
    assertEquals(List.of("#dc2626"), svg.all("rect").stream().map(box -> box.getAttribute("stroke"))
        .filter(stroke -> !stroke.isEmpty()).toList());
  }

  @Test
  void imagesStandInRowsOfEightWithinThePicture() {
    Picture picture = Plots.images(NDArray.zeros(19, 28, 28), Collections.nCopies(19, Caption.of("long ".repeat(20))));
    Svg svg = Svg.of(picture);
    assertEquals(3, svg.all("image").stream().map(image -> image.getAttribute("y")).distinct().count());
    assertEquals(8, svg.all("image").stream().map(image -> image.getAttribute("x")).distinct().count());
    assertTrue(svg.all("image").stream().allMatch(image -> Svg.number(image, "x") + 84 <= picture.width() - 20));
    assertTrue(svg.texts().stream().allMatch(text -> text.endsWith("…")));
    assertEquals(Map.of("data:image/png;base64", 19L), svg.references());
  }

  @Test
  void largeImagesAreMadeSmaller() {
    Element image = Svg.of(Plots.images(NDArray.zeros(1, 200, 100, 3), List.of())).all("image").get(0);
    assertEquals(84, Svg.number(image, "height"));
    assertEquals(42, Svg.number(image, "width"));
  }

  @Test
  void otherShapesAndNumbersOfCaptionsAreRefused() {
    assertEquals("Plots.images expects images of shape (n, height, width), (n, height, width, 1) or (n, height, width, "
        + "3), got shape (28, 28)", assertThrows(ShapeMismatchException.class,
            () -> Plots.images(NDArray.zeros(28, 28), List.of())).getMessage());
    assertThrows(ShapeMismatchException.class, () -> Plots.images(NDArray.zeros(0, 28, 28), List.of()));
    assertEquals("Plots.images: there must be a caption for each image, or none. Received: 1 captions for 2 images",
        assertThrows(IllegalArgumentException.class,
            () -> Plots.images(NDArray.zeros(2, 28, 28), List.of(Caption.of("7")))).getMessage());
  }
}
