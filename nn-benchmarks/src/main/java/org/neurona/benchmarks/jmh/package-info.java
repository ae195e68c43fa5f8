/** JMH benchmarks of kernels and of training steps. */
package org.neurona.benchmarks.jmh;
