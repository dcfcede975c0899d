/// Random numbers that repeat those of the original. Start with [dev.stampede.kernels.random.LegacyUniform].
package dev.stampede.kernels.random;
