/**
 * Data for training: a {@link org.neurona.data.Dataset} gives out {@link org.neurona.data.Batch}es of
 * {@link org.neurona.data.Rows}. {@link org.neurona.data.ArrayDataset} is the one for arrays in memory.
 */
package org.neurona.data;
