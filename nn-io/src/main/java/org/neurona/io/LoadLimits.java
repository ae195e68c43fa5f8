package org.neurona.io;

/**
 * What a file may ask for before it is refused. Immutable: each method returns a copy.
 *
 * @param maxParameters numbers in all weights and optimizer arrays together
 * @param maxDepth objects and lists within one another, and groups of an HDF5 file
 * @param maxLayers layers of a model
 * @param maxStructureChars characters of everything but weights, and for each value as many more as it needs in memory:
 *     256 for an object, 64 for others
 * @param maxObjects groups, arrays and attributes of an HDF5 file
 * @param maxExpansion how many times larger than the archive its compressed parts may become when they are unpacked;
 *     up to 8 MiB they always may
 * @param maxUnpackedBytes bytes of a compressed part when it is unpacked, which is done in memory
 */
public record LoadLimits(long maxParameters, int maxDepth, int maxLayers, long maxStructureChars, int maxObjects,
    int maxExpansion, long maxUnpackedBytes) {
  /**
   * Limits that no honest model meets: 4 billion numbers, depth 100, 25,000 layers, 64 Mi characters, a million
   * objects, 4 times larger and 1 GiB when unpacked.
   */
  public static LoadLimits defaults() {
    return new LoadLimits(1L << 32, 100, 25_000, 64L << 20, 1_000_000, 4, 1L << 30);
  }

  /** Checks that all are positive. */
  public LoadLimits {
    if (maxParameters <= 0 || maxDepth <= 0 || maxLayers <= 0 || maxStructureChars <= 0 || maxObjects <= 0
        || maxExpansion <= 0 || maxUnpackedBytes <= 0) {
      throw new IllegalArgumentException("Limits must be positive, got " + maxParameters + ", " + maxDepth + ", "
          + maxLayers + ", " + maxStructureChars + ", " + maxObjects + ", " + maxExpansion + ", " + maxUnpackedBytes);
    }
  }

  /** Returns a copy with another limit on the numbers in weights. */
  public LoadLimits maxParameters(long value) {
    return new LoadLimits(value, maxDepth, maxLayers, maxStructureChars, maxObjects, maxExpansion, maxUnpackedBytes);
  }

  /** Returns a copy with another limit on nesting. */
  public LoadLimits maxDepth(int value) {
    return new LoadLimits(maxParameters, value, maxLayers, maxStructureChars, maxObjects, maxExpansion,
        maxUnpackedBytes);
  }

  /** Returns a copy with another limit on layers. */
  public LoadLimits maxLayers(int value) {
    return new LoadLimits(maxParameters, maxDepth, value, maxStructureChars, maxObjects, maxExpansion,
        maxUnpackedBytes);
  }

  /** Returns a copy with another limit on characters outside weights. */
  public LoadLimits maxStructureChars(long value) {
    return new LoadLimits(maxParameters, maxDepth, maxLayers, value, maxObjects, maxExpansion, maxUnpackedBytes);
  }

  /** Returns a copy with another limit on objects of an HDF5 file. */
  public LoadLimits maxObjects(int value) {
    return new LoadLimits(maxParameters, maxDepth, maxLayers, maxStructureChars, value, maxExpansion, maxUnpackedBytes);
  }

  /** Returns a copy with another limit on how much larger a compressed part becomes. */
  public LoadLimits maxExpansion(int value) {
    return new LoadLimits(maxParameters, maxDepth, maxLayers, maxStructureChars, maxObjects, value, maxUnpackedBytes);
  }

  /** Returns a copy with another limit on the size of an unpacked part. */
  public LoadLimits maxUnpackedBytes(long value) {
    return new LoadLimits(maxParameters, maxDepth, maxLayers, maxStructureChars, maxObjects, maxExpansion, value);
  }
}
