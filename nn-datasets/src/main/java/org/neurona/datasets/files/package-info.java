/**
 * Files of data as arrays: {@link org.neurona.datasets.files.CsvReader} for tables,
 * {@link org.neurona.datasets.files.IdxReader} for MNIST's format, {@link org.neurona.datasets.files.NpyReader},
 * {@link org.neurona.datasets.files.NpzReader} and their writers for NumPy's.
 *
 * <p>A file may come from anywhere: whatever is in it, a reader gives a valid result or throws
 * {@link org.neurona.datasets.DatasetFormatException}, and takes memory only for bytes that are really there.
 */
package org.neurona.datasets.files;
