package org.neurona.core.engine.floats;

import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.neurona.core.engine.FloatKernels;
import org.neurona.core.engine.FloatMath;
import org.neurona.core.engine.scalar.ScalarKernels;

/**
 * Finds the kernels that this JVM can run. Those on vectors are looked up by name, after a ladder of checks, so that
 * the library loads where {@code jdk.incubator.vector} does not exist.
 */
public final class KernelChoice {
  private static final String VECTOR_MODULE = "jdk.incubator.vector";
  private static final String VECTOR_KERNELS = "org.neurona.core.engine.simd.VectorKernels";
  private static final String CURE = "start the JVM with --add-modules " + VECTOR_MODULE;

  /** Processors of which each has vectors of 128 bits. */
  private static final Set<String> WIDE_ENOUGH = Set.of("amd64", "x86_64", "aarch64");

  private KernelChoice() {}

  /** Chosen at the first use, once. */
  private static final class Scalar {
    static final FloatKernels KERNELS = new ScalarKernels();
  }

  /** What speaks against vectors before one of their classes is loaded, or null; found at the first use, once. */
  private static final class Machine {
    static final String OBSTACLE = obstacle();
  }

  /** Chosen at the first use, once: kernels, or the reason why there are none. */
  private static final class Simd {
    static final FloatKernels KERNELS;
    static final String OBSTACLE;

    static {
      FloatKernels kernels = null;
      String obstacle = Machine.OBSTACLE;
      if (obstacle == null) {
        try {
          kernels = load();
          check(kernels);
        } catch (LinkageError | ReflectiveOperationException | RuntimeException e) {
          kernels = null;
          obstacle = "the vector kernels do not run on this JVM (" + e + ")";
        }
      }
      KERNELS = kernels;
      OBSTACLE = obstacle;
    }
  }

  /** Logged at the first use, once. */
  private static final class Advice {
    static {
      System.getLogger("org.neurona").log(Level.INFO, "Neurona uses the scalar engine: {0}", Simd.OBSTACLE);
    }

    static void give() {}
  }

  /** The kernels in plain Java, which run everywhere. */
  public static FloatKernels scalar() {
    return Scalar.KERNELS;
  }

  /**
   * The kernels on the Vector API.
   *
   * @throws IllegalStateException with reason and cure where they cannot run
   */
  public static FloatKernels simd() {
    if (Simd.KERNELS == null) {
      throw new IllegalStateException("The simd engine cannot run: " + Simd.OBSTACLE);
    }
    return Simd.KERNELS;
  }

  /** The kernels on the Vector API if they can run here; otherwise the log says once why not. */
  public static Optional<FloatKernels> simdIfAvailable() {
    if (Simd.KERNELS == null) {
      Advice.give();
    }
    return Optional.ofNullable(Simd.KERNELS);
  }

  /**
   * The kernels on the Vector API, to be loaded when they are needed.
   *
   * @throws IllegalStateException with reason and cure where they cannot run
   */
  public static Supplier<FloatKernels> simdLater() {
    return mayWait() ? KernelChoice::simd : given(simd());
  }

  /** The same if they can run here; otherwise the log says once why not. */
  public static Optional<Supplier<FloatKernels>> simdLaterIfAvailable() {
    return mayWait() ? Optional.of(() -> simdIfAvailable().orElseGet(KernelChoice::scalar))
        : simdIfAvailable().map(KernelChoice::given);
  }

  private static Supplier<FloatKernels> given(FloatKernels kernels) {
    return () -> kernels;
  }

  /** Whether it is certain that there are kernels before they are loaded: elsewhere vectors may be too narrow. */
  private static boolean mayWait() {
    return Machine.OBSTACLE == null && WIDE_ENOUGH.contains(System.getProperty("os.arch", ""));
  }

  private static String obstacle() {
    Module own = KernelChoice.class.getModule();
    ModuleLayer layer = own.getLayer() != null ? own.getLayer() : ModuleLayer.boot();
    Optional<Module> vectors = layer.findModule(VECTOR_MODULE);
    if (vectors.isEmpty()) {
      vectors = ModuleLayer.boot().findModule(VECTOR_MODULE);
    }
    if (vectors.isEmpty()) {
      return "the module " + VECTOR_MODULE + " is missing; for several times the speed, " + CURE;
    }
    own.addReads(vectors.get());
    String machine = System.getProperty("java.vm.name", "");
    if (!machine.contains("HotSpot") && !machine.contains("OpenJDK")) {
      return "vectors are slow without HotSpot's C2 compiler, and this is " + machine;
    }
    String mode = System.getProperty("java.vm.info", "").toLowerCase(Locale.ROOT);
    if (mode.contains("interpreted mode") || mode.contains("emulated-client")) {
      return "vectors are slow without the C2 compiler, and this JVM runs in " + mode;
    }
    if (!FloatMath.FUSED) {
      return "the processor cannot multiply and add in one instruction";
    }
    return null;
  }

  private static FloatKernels load() throws ReflectiveOperationException {
    Class<?> type = Class.forName(VECTOR_KERNELS);
    try {
      return (FloatKernels) MethodHandles.lookup()
          .findConstructor(type, MethodType.methodType(void.class))
          .invoke();
    } catch (RuntimeException | Error | ReflectiveOperationException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Compares the product of a row with that of the scalar kernels. No more than that: it delays the start of every
   * process, and what else there is of vectors is loaded when it is needed.
   */
  private static void check(FloatKernels kernels) {
    int size = 19;
    float[] a = new float[size * size];
    for (int i = 0; i < a.length; i++) {
      a[i] = (i * 37 % 101 - 50) / 16f;
    }
    if (!Arrays.equals(product(kernels, a, size), product(scalar(), a, size))) {
      throw new IllegalStateException("a small matrix product came out wrong");
    }
  }

  private static float[] product(FloatKernels kernels, float[] a, int size) {
    float[] c = new float[size];
    float[] scratch = new float[kernels.matmulScratch(1, size, size)];
    kernels.matmul(1, size, size, a, 0, size, 1, a, 0, size, 1, c, 0, size, scratch);
    return c;
  }
}
