/// Adaptive filtering of gridded interferograms in the frequency domain. Start with
/// [dev.stampede.kernels.goldstein.Goldstein].
package dev.stampede.kernels.goldstein;
