/** What is called while a model trains: {@link org.neurona.callbacks.Callback} is what one's own extends. */
package org.neurona.callbacks;
