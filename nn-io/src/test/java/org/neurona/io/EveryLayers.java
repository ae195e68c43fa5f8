package org.neurona.io;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.neurona.Shape;
import org.neurona.layers.Layer;

/** Every layer of the catalogue, with settings away from their defaults, and the inputs that it takes. */
public final class EveryLayers {
  private EveryLayers() {}

  /**
   * A layer.
   *
   * @param row the shape of one row of each input
   * @param inputs how many inputs it takes
   */
  public record Case(Layer layer, Shape row, int inputs) {
    static Case of(Arguments arguments) {
      return new Case((Layer) arguments.get()[0], (Shape) arguments.get()[1], (int) arguments.get()[2]);
    }
  }

  /** All of them. */
  public static Stream<Case> all() {
    return Stream.concat(LayersInFilesTest.layers(), EveryLayerTest.further()).map(Case::of);
  }
}
