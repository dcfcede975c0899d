/// Operators on the axes of rasters, whatever the values mean: taking apart, putting together, thinning out,
/// averaging. Start with [dev.stampede.operators.axes.ApplyToBands].
package dev.stampede.operators.axes;
