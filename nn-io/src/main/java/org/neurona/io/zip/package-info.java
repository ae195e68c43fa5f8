/** Zip archives, read in place and written without compression. */
package org.neurona.io.zip;
