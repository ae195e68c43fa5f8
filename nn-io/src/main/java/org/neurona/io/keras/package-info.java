/**
 * Keras' own files. {@link org.neurona.io.keras.KerasFiles} reads and writes them; one table each has the old names
 * ({@code OldNames}), what may be left out ({@code NeutralValues}), where variables are ({@code VariableGroup}) and the
 * order of optimizers' arrays ({@code SlotOrder}).
 */
package org.neurona.io.keras;
