package org.neurona.layers;

import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

/** The warning that a layer loses the mask of its input, given once a layer: its formula is written down many times. */
final class LostMasks {
  private static final System.Logger LOG = System.getLogger(LostMasks.class.getName());
  private static final Set<Layer> WARNED = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  private LostMasks() {}

  /** Logs the warning, unless it was given for this layer. */
  static void warn(Layer layer, String name) {
    if (WARNED.add(layer)) {
      LOG.log(System.Logger.Level.WARNING, "Layer ''{0}'' (of type {1}) was passed an input with a mask attached to it. "
          + "However, this layer does not support masking and will therefore destroy the mask information. Downstream "
          + "layers will not see the mask.", name, layer.className());
    }
  }
}
