/** Saving and loading models: {@link org.neurona.io.Models} is the door. */
package org.neurona.io;
