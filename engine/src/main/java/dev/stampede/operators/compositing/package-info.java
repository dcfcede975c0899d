/// Many scenes of one grid to one. Grids have to match exactly.
package dev.stampede.operators.compositing;
