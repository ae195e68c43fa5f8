/** How PyTorch calls and lays out the weights of its layers, and how those of Keras come from them. */
package org.neurona.io.torch;
