/**
 * What pictures are drawn with: a {@link org.neurona.plots.drawing.Canvas} of boxes, lines and text, written as SVG or
 * painted as PNG. Text is measured and painted with outlines that come with the library, so that a picture is the same
 * on
 * every machine, one without fonts too.
 */
package org.neurona.plots.drawing;
