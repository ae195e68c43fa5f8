package org.neurona.losses;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;

/** Warnings that a loss gives once, however often its formula is written down: once for each size of a batch. */
final class Warnings {
  private static final System.Logger LOG = System.getLogger(Warnings.class.getName());
  private static final Map<Loss, Set<String>> GIVEN = new WeakHashMap<>();

  private Warnings() {}

  /** Logs a warning, unless this loss has given it. */
  static void once(Loss loss, String message) {
    boolean isNew;
    synchronized (GIVEN) {
      isNew = GIVEN.computeIfAbsent(loss, key -> new HashSet<>()).add(message);
    }
    if (isNew) {
      LOG.log(System.Logger.Level.WARNING, message);
    }
  }
}
