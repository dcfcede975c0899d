/// Fitting a phase that is proportional to the perpendicular baseline: the range-error fit. Start with
/// [dev.stampede.kernels.topofit.Topofit].
package dev.stampede.kernels.topofit;
