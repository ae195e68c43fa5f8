/** Activation functions by Keras' names: {@link org.neurona.activations.Activations} has the catalogue. */
package org.neurona.activations;
