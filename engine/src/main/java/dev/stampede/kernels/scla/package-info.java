/// Spatially correlated look-angle error: its fit to unwrapped phase and the removal of outliers from it. Start
/// with [dev.stampede.kernels.scla.Scla].
package dev.stampede.kernels.scla;
