package org.neurona.plots.drawing;

/**
 * How a line looks.
 *
 * @param colour {@code 0xRRGGBB}
 * @param width in pixels
 */
public record Pen(int colour, double width) {}
