package org.neurona.callbacks;

import java.util.OptionalInt;

/**
 * What a run of {@code fit}, {@code evaluate} or {@code predict} was asked for; Keras' {@code params}.
 *
 * @param verbose 0 for silence, 1 for a progress bar, 2 for a line each epoch
 * @param epochs the number of the last epoch; 1 outside {@code fit}
 * @param steps how many batches an epoch has, where that is known
 */
public record FitParameters(int verbose, int epochs, OptionalInt steps) {}
