/**
 * Layer declarations, one a file: settings, weights and the forward formula. {@link org.neurona.layers.Layer} is what a
 * layer of one's own extends; the built-in ones use nothing that it lacks.
 */
package org.neurona.layers;
