/// Removing a phase that is proportional to perpendicular baseline. Start with
/// [dev.stampede.kernels.phaseramp.PhaseRamp].
package dev.stampede.kernels.phaseramp;
