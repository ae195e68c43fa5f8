/** The float32 engines: a plan's units as instructions over one block of memory, run by a team of workers. */
package org.neurona.core.engine.floats;
