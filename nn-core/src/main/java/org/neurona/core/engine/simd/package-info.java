/**
 * The kernels on the JDK's Vector API. The only package that imports {@code jdk.incubator.vector}: it is reached by
 * name, through {@link org.neurona.core.engine.floats.KernelChoice}, after that has seen that the module is there.
 */
package org.neurona.core.engine.simd;
