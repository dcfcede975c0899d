/// Gaussian smoothing over scattered points. Start with [dev.stampede.kernels.spatialgaussian.SpatialGaussian].
package dev.stampede.kernels.spatialgaussian;
