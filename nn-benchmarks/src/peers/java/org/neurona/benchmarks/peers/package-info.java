/** The workloads on other frameworks, each set up as its careful users would. */
package org.neurona.benchmarks.peers;
