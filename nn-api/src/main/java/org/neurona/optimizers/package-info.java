/** How gradients change weights: {@link org.neurona.optimizers.Optimizers} has the catalogue. */
package org.neurona.optimizers;
