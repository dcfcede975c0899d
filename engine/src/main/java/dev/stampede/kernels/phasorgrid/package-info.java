/// From points to grid cells and back. Start with [dev.stampede.kernels.phasorgrid.PhasorGrid] and
/// [dev.stampede.kernels.phasorgrid.PhaseReconstruction].
package dev.stampede.kernels.phasorgrid;
