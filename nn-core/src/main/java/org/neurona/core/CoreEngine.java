package org.neurona.core;

import org.neurona.core.engine.Backend;
import org.neurona.layers.LayerGraph;
import org.neurona.spi.Engine;
import org.neurona.spi.ModelRuntime;
import org.neurona.spi.Tape;

/** A backend as the API sees it. */
record CoreEngine(Backend backend) implements Engine {
  @Override
  public String name() {
    return backend.name();
  }

  @Override
  public String describe() {
    return backend.describe();
  }

  @Override
  public ModelRuntime build(LayerGraph graph, long seed) {
    return new CoreRuntime(this, graph, seed);
  }

  @Override
  public Tape tape() {
    return new CoreTape(backend);
  }
}
