package org.neurona.io;

/**
 * What a file may ask for before it is refused. Immutable: each method returns a copy.
 *
 * @param maxParameters numbers in all weights and optimizer arrays together
 * @param maxDepth objects and lists within one another
 * @param maxLayers layers of a model
 * @param maxStructureChars characters of everything but weights, and 32 more for each value, which needs that in memory
 */
public record LoadLimits(long maxParameters, int maxDepth, int maxLayers, long maxStructureChars) {
  /** Limits that no honest model meets: 4 billion numbers, depth 100, 100,000 layers, 64 Mi characters. */
  public static LoadLimits defaults() {
    return new LoadLimits(1L << 32, 100, 100_000, 64L << 20);
  }

  /** Checks that all are positive. */
  public LoadLimits {
    if (maxParameters <= 0 || maxDepth <= 0 || maxLayers <= 0 || maxStructureChars <= 0) {
      throw new IllegalArgumentException("Limits must be positive, got " + maxParameters + ", " + maxDepth + ", "
          + maxLayers + ", " + maxStructureChars);
    }
  }

  /** Returns a copy with another limit on the numbers in weights. */
  public LoadLimits maxParameters(long value) {
    return new LoadLimits(value, maxDepth, maxLayers, maxStructureChars);
  }

  /** Returns a copy with another limit on nesting. */
  public LoadLimits maxDepth(int value) {
    return new LoadLimits(maxParameters, value, maxLayers, maxStructureChars);
  }

  /** Returns a copy with another limit on layers. */
  public LoadLimits maxLayers(int value) {
    return new LoadLimits(maxParameters, maxDepth, value, maxStructureChars);
  }

  /** Returns a copy with another limit on characters outside weights. */
  public LoadLimits maxStructureChars(long value) {
    return new LoadLimits(maxParameters, maxDepth, maxLayers, value);
  }
}
