/**
 * From layers to a graph that is ready for an engine, one pass a file: {@link org.neurona.core.plan.ModelTrace} writes
 * layers out as operations, {@link org.neurona.core.plan.Gradients} differentiates,
 * {@link org.neurona.core.plan.StepGraphs} puts a step together, {@link org.neurona.core.plan.Simplification} removes
 * what need not be computed, {@link org.neurona.core.plan.Fusion} joins elementwise operations,
 * {@link org.neurona.core.plan.Schedule} finds what can run at the same time and
 * {@link org.neurona.core.plan.MemoryLayout} lets dead values share memory.
 */
package org.neurona.core.plan;
