/** How weights start: {@link org.neurona.initializers.Initializers} has the catalogue. */
package org.neurona.initializers;
