/** The engine {@code commons-math}: float64, every operation in textbook form, the judge of the others. */
package org.neurona.core.engine.reference;
