/**
 * Models, data and training, as Keras has them: {@link org.neurona.Sequential}, {@link org.neurona.Model},
 * {@link org.neurona.NDArray}, {@link org.neurona.FitOptions}, {@link org.neurona.History}.
 */
package org.neurona;
