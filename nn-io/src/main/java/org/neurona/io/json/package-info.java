/** Neurona's own model files: one readable JSON document, written and read as a stream. */
package org.neurona.io.json;
