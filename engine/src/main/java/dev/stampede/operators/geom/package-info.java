/// Rasters cut, padded, put together, resampled and brought onto other grids, and turned into features and
/// points and back. Fill pixels do not take part in resampling.
package dev.stampede.operators.geom;
