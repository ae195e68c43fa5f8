/** What weights are brought back to after each step: {@link org.neurona.constraints.Constraints} has the catalogue. */
package org.neurona.constraints;
