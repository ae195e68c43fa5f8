/** What is watched while a model trains: {@link org.neurona.metrics.Metrics} has the catalogue. */
package org.neurona.metrics;
