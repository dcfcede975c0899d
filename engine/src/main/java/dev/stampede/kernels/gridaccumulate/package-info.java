/// Summing points into grid cells. Start with [dev.stampede.kernels.gridaccumulate.GridAccumulate].
package dev.stampede.kernels.gridaccumulate;
