package org.neurona.spi;

import java.util.List;

/** Offers engines; nn-core has the one. */
public interface EngineProvider {
  /** The names that {@link #engine} knows, besides {@code auto}. */
  List<String> names();

  /**
   * An engine.
   *
   * @param name one of {@link #names}, or {@code auto} for the fastest that can run here
   * @param threads how many threads it may use; 0 for one for each core
   * @throws IllegalArgumentException if there is none of that name; the message lists the known ones
   * @throws IllegalStateException if it can't run here; the message says why and what to do
   */
  Engine engine(String name, int threads);
}
