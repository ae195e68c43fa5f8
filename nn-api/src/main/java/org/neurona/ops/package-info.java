/**
 * The symbolic vocabulary: {@link org.neurona.ops.Tensor}s, the primitive {@link org.neurona.ops.Op}erations with their
 * shape rules, and {@link org.neurona.ops.Ops}, the functions that layers, losses, metrics and optimizers are written
 * with. Nothing here computes: an engine does, and differentiates.
 */
package org.neurona.ops;
