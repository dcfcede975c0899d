/// How noisy the phase difference of two neighbouring points is once what varies slowly in time is taken
/// out. Start with [dev.stampede.kernels.edgestats.EdgeNoise].
package dev.stampede.kernels.edgestats;
