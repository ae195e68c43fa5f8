/** Watching training with TensorBoard: {@link org.neurona.io.tensorboard.TensorBoard} is the door. */
package org.neurona.io.tensorboard;
