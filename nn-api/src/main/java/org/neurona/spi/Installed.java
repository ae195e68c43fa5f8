package org.neurona.spi;

import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;

/** Finds what other modules of this library offer to the API. */
public final class Installed {
  /** What was found: to look through all jars of a class path takes milliseconds. */
  private static final Map<Class<?>, Object> FOUND = new ConcurrentHashMap<>();

  private Installed() {}

  /**
   * The one implementation of a service.
   *
   * @param service one of the interfaces of this package
   * @param what what to call it in the message
   * @param artifact the Maven artifact that has one: {@code nn-io}, whose module is {@code org.neurona.io}
   * @throws IllegalStateException if there is none; the message says what to add
   */
  public static <S> S find(Class<S> service, String what, String artifact) {
    Object known = FOUND.get(service);
    if (known != null) {
      return service.cast(known);
    }
    Optional<S> found = ServiceLoader.load(service, Installed.class.getClassLoader()).findFirst();
    if (found.isEmpty()) {
      throw new IllegalStateException("No " + what + " found. Add " + artifact
          + " to the class path (module path: requires org.neurona." + artifact.substring("nn-".length()) + ").");
    }
    FOUND.put(service, found.get());
    return found.get();
  }
}
