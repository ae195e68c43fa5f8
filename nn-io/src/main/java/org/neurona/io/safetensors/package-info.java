/**
 * The format safetensors: a header in JSON that names the tensors, and then their bytes, one after another. There is
 * nothing in it but numbers, which is what it was made for.
 */
package org.neurona.io.safetensors;
