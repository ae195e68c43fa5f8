/** Training steps of one's own: the formula of what a batch does to a model's weights. */
package org.neurona.training;
