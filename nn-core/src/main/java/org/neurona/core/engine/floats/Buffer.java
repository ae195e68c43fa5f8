package org.neurona.core.engine.floats;

/**
 * Where a value lives.
 *
 * @param array the array
 * @param offset where it starts
 */
record Buffer(float[] array, int offset) {}
