/// Two-dimensional Fourier transforms of small windows and what spectral filters share: the smoothed
/// magnitude of a spectrum and its median. Start with [dev.stampede.kernels.fft.Fft2d].
package dev.stampede.kernels.fft;
