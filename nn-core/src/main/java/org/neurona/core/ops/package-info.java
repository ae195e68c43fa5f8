/**
 * The primitive operations, one idea a file: the value in textbook form, in float64, beside the gradient.
 * {@link org.neurona.core.ops.OpRules} is the table.
 */
package org.neurona.core.ops;
