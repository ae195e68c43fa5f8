/** What training minimises: {@link org.neurona.losses.Losses} has the catalogue. */
package org.neurona.losses;
