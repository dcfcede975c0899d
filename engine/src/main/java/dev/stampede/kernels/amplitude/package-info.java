/// Amplitudes of complex pixels and the running sums from which calibration and amplitude dispersion
/// follow. Start with [dev.stampede.kernels.amplitude.Amplitude].
package dev.stampede.kernels.amplitude;
