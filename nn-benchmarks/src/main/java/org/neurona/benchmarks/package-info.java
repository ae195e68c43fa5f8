/** How fast Neurona is: benchmarks of kernels and steps, and workloads side by side with other frameworks. */
package org.neurona.benchmarks;
