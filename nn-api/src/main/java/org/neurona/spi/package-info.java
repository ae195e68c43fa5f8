/**
 * The doors by which the API finds what runs models, what writes them and what plots. Implemented by other modules, found with
 * {@link java.util.ServiceLoader}; user code does not need it.
 */
package org.neurona.spi;
