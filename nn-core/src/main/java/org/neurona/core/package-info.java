/** The training loop and the state of models; the door is {@link org.neurona.core.CoreEngineProvider}. */
package org.neurona.core;
