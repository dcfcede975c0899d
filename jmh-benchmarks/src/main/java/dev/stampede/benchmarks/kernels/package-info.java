/// One benchmark per kernel: what the data are. The rest is in [dev.stampede.benchmarks.KernelBenchmark].
package dev.stampede.benchmarks.kernels;
