/// Rasters cut, padded, resampled and brought onto other grids. Fill pixels do not take part in resampling.
package dev.stampede.operators.geom;
