package org.neurona.core;

import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.neurona.core.engine.Backend;
import org.neurona.core.engine.floats.KernelChoice;
import org.neurona.core.engine.WorkerTeam;
import org.neurona.core.engine.floats.FloatBackend;
import org.neurona.core.engine.reference.CommonsMathBackend;

/** The engines, as sources of arguments. In the test run the Vector API is there: its absence is a failure. */
public final class Backends {
  private Backends() {}

  /** All three engines. */
  public static Stream<Named<Backend>> all() {
    return Stream.concat(Stream.of(Named.of("commons-math", new CommonsMathBackend())), floats());
  }

  /** The float32 engines, on two threads. */
  public static Stream<Named<Backend>> floats() {
    return Stream.of(Named.of("scalar", new FloatBackend(KernelChoice.scalar(), WorkerTeam.shared(2))),
        Named.of("simd", new FloatBackend(KernelChoice.simd(), WorkerTeam.shared(2))));
  }
}
