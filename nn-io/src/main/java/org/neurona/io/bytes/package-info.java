/** Bytes of a file, or of a part of one, read at any position and without a copy of the whole. */
package org.neurona.io.bytes;
