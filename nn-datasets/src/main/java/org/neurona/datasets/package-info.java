/**
 * Data sets that come with the library, {@link org.neurona.datasets.Mnist} and {@link org.neurona.datasets.Iris}, and
 * what is usually done to data before training: {@link org.neurona.datasets.TrainTestSplit},
 * {@link org.neurona.datasets.StandardScaler}, {@link org.neurona.datasets.MinMaxScaler},
 * {@link org.neurona.datasets.Labels}. Readers for files are in {@link org.neurona.datasets.files}.
 */
package org.neurona.datasets;
