/// Arithmetic on pixels: an [dev.stampede.kernels.elementwise.Expression] is compiled once into a
/// [dev.stampede.kernels.elementwise.Program] of small steps, which runs over planes tile by tile, so that what
/// is between the steps never leaves the first-level cache. Every band index, every radiometric formula and every
/// formula a user writes is one pass over its bands.
package dev.stampede.kernels.elementwise;
