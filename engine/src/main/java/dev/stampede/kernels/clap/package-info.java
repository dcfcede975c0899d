/// Combined low-pass and adaptive phase filtering (CLAP). Start with
/// [dev.stampede.kernels.clap.ClapGridFilter] and
/// [dev.stampede.kernels.clap.ClapCellFilter].
package dev.stampede.kernels.clap;
