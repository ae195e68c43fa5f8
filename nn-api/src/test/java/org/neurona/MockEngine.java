package org.neurona;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.List;
import org.neurona.spi.Engine;
import org.neurona.spi.EngineProvider;
import org.neurona.spi.ModelRuntime;

/** What the tests of this module find behind the service door: an engine that a test stands in for. */
public final class MockEngine implements EngineProvider {
  private static EngineProvider provider;

  /** For {@link java.util.ServiceLoader}. */
  public MockEngine() {}

  /** A runtime that every model built from now on gets. */
  public static ModelRuntime runtime() {
    ModelRuntime runtime = mock(ModelRuntime.class);
    Engine engine = mock(Engine.class);
    provider = mock(EngineProvider.class);
    when(provider.engine(any(), anyInt())).thenReturn(engine);
    when(engine.build(any(), anyLong())).thenReturn(runtime);
    when(runtime.engine()).thenReturn(engine);
    return runtime;
  }

  /** The provider behind the last {@link #runtime}. */
  public static EngineProvider provider() {
    return provider;
  }

  @Override
  public List<String> names() {
    return provider.names();
  }

  @Override
  public Engine engine(String name, int threads) {
    return provider.engine(name, threads);
  }
}
