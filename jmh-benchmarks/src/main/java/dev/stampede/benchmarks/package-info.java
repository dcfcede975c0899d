/// Benchmarks. Each kernel benchmark states its data once ([dev.stampede.benchmarks.Workload]); JMH, the
/// comparison with C, the search for break-even sizes and the correctness tests all run that.
package dev.stampede.benchmarks;
