/**
 * Settings as data: one line gives a setting's Keras key, type, rule and default, and from it come accessors,
 * validation, file configuration and printing. Layers, losses, metrics, optimizers, initializers, regularizers,
 * constraints and callbacks are all {@link org.neurona.config.Configurable}.
 */
package org.neurona.config;
