package org.neurona.core;

import java.util.List;
import org.neurona.core.engine.Backend;
import org.neurona.core.engine.floats.FloatBackend;
import org.neurona.core.engine.floats.GradualBackend;
import org.neurona.core.engine.floats.KernelChoice;
import org.neurona.core.engine.WorkerTeam;
import org.neurona.core.engine.reference.CommonsMathBackend;
import org.neurona.spi.Engine;
import org.neurona.spi.EngineProvider;

/** Offers the engines {@code simd}, {@code scalar} and {@code commons-math}. */
public final class CoreEngineProvider implements EngineProvider {
  private static final String SIMD = "simd";
  private static final String SCALAR = "scalar";
  private static final String COMMONS_MATH = "commons-math";

  @Override
  public List<String> names() {
    return List.of(SIMD, SCALAR, COMMONS_MATH);
  }

  @Override
  public Engine engine(String name, int threads) {
    return switch (name) {
      case "auto" -> {
        WorkerTeam team = team(threads);
        Backend scalar = new FloatBackend(KernelChoice.scalar(), team);
        yield new CoreEngine(KernelChoice.simdLaterIfAvailable()
            .<Backend>map(vectors -> new GradualBackend(vectors, team)).orElse(scalar));
      }
      case SIMD -> new CoreEngine(new GradualBackend(KernelChoice.simdLater(), team(threads)));
      case SCALAR -> new CoreEngine(new FloatBackend(KernelChoice.scalar(), team(threads)));
      case COMMONS_MATH -> new CoreEngine(new CommonsMathBackend());
      default -> throw new IllegalArgumentException(
          "Unknown engine \"" + name + "\". Known: auto, " + String.join(", ", names()));
    };
  }

  private static WorkerTeam team(int threads) {
    return WorkerTeam.shared(threads > 0 ? threads : Runtime.getRuntime().availableProcessors());
  }
}
