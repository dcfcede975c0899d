/// Band-limited interpolation. Start with [dev.stampede.kernels.interpolate.TenfoldInterpolator].
package dev.stampede.kernels.interpolate;
