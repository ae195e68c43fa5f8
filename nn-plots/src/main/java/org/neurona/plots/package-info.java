/**
 * Pictures of what a network learns, as SVG and PNG: training curves, a model's graph, a confusion matrix, images with
 * what a model takes them for; and reports that hold them in one HTML page. {@link org.neurona.plots.Plots} is the
 * door.
 */
package org.neurona.plots;
