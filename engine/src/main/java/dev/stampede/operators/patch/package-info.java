/// Operators that cut rasters into patches, work on each and put them together again. Start with
/// [dev.stampede.operators.patch.GridSampler].
package dev.stampede.operators.patch;
