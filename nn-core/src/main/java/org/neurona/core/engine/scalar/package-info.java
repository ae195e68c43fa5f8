/** The kernels as plain loops, which the JIT compiler turns into vector code where it can; they run on every JVM. */
package org.neurona.core.engine.scalar;
