/// Raster pipelines against the memory traffic they cannot avoid, and scenes larger than memory.
package dev.stampede.benchmarks.raster;
