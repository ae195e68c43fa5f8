/** What stands around every reader: whatever is wrong with a file is said as what it is. */
package org.neurona.io.guard;
