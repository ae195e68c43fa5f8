/**
 * Texts as numbers: what turns lists of strings into arrays, before they go into a model, whose tensors hold numbers
 * only.
 */
package org.neurona.preprocessing;
