/// Values of a raster on another grid of the same orientation. Start with
/// [dev.stampede.kernels.resample.GridResample].
package dev.stampede.kernels.resample;
