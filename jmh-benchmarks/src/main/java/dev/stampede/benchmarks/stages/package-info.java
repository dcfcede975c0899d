/// Whole stages on a simulated scene.
package dev.stampede.benchmarks.stages;
