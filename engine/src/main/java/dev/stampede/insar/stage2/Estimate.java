package dev.stampede.insar.stage2;

import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.Arena;

/// What the iterations refine.
///
/// @param slope       `[ps, 1]` K, rad/m; NaN for a candidate without phase
/// @param offset      `[ps, 1]` C, rad
/// @param coherence   `[ps, 1]` gamma; 0 for a candidate without phase
/// @param fitted      `[ps, 1]` 1 once a candidate has been fitted
/// @param residual    `[ps, ifg]` rad
/// @param grid        `[cells, ifg]` sums of the weighted phase
/// @param patchPhase  `[ps, ifg]` unit phasors of the filtered grid at the candidates
/// @param weight      `[ps, 1]`
/// @param gridSlope   `[ps, 1]` K when the grid was made, rad/m
record Estimate(
        FloatMatrix slope,
        FloatMatrix offset,
        FloatMatrix coherence,
        FloatMatrix fitted,
        FloatMatrix residual,
        ComplexMatrix grid,
        ComplexMatrix patchPhase,
        DoubleMatrix weight,
        FloatMatrix gridSlope) {
    static Estimate allocate(Arena arena, int candidates, int cells, int ifgs) {
        return new Estimate(
                FloatMatrix.allocate(arena, candidates, 1),
                FloatMatrix.allocate(arena, candidates, 1),
                FloatMatrix.allocate(arena, candidates, 1),
                FloatMatrix.allocate(arena, candidates, 1),
                FloatMatrix.allocate(arena, candidates, ifgs),
                ComplexMatrix.allocate(arena, cells, ifgs),
                ComplexMatrix.allocate(arena, candidates, ifgs),
                DoubleMatrix.allocate(arena, candidates, 1),
                FloatMatrix.allocate(arena, candidates, 1));
    }
}
