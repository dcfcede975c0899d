/// Simulated exports with known truth: a subsidence bowl and a creeping fault seen through DEM error,
/// turbulent and stratified delay, orbital ramps and decorrelating clutter. Start with
/// [dev.stampede.insar.synth.StackSimulator].
package dev.stampede.insar.synth;
