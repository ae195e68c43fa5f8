/**
 * The examples behind {@code bin/neurona}, one class each. Read the {@code run} method of one from top to bottom:
 * {@link org.neurona.examples.MnistExample} first.
 */
package org.neurona.examples;
