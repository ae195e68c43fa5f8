/** How the learning rate changes from step to step. */
package org.neurona.schedules;
