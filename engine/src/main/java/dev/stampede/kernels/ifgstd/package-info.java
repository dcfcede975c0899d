/// How noisy each interferogram is. Start with [dev.stampede.kernels.ifgstd.InterferogramNoise].
package dev.stampede.kernels.ifgstd;
