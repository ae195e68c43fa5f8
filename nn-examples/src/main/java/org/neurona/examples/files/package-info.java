/** The commands of {@code bin/neurona} that work on model files: they tell what is in them, convert them, predict. */
package org.neurona.examples.files;
