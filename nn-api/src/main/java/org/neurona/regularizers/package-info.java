/** Penalties on weights and outputs: {@link org.neurona.regularizers.Regularizers} has the catalogue. */
package org.neurona.regularizers;
