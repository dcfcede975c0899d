package dev.stampede.kernels.matching;

import static dev.stampede.bindings.rust.generated.StampedeKernels.stampede_mosaic_block_correction;
import static dev.stampede.bindings.rust.generated.StampedeKernels.stampede_mosaic_block_parameters;
import static dev.stampede.kernels.NativeKernels.check;
import static dev.stampede.kernels.NativeKernels.copy;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.matching.MaskedMoments.Plane;
import java.lang.foreign.Arena;

/// `rust-kernels/src/blockcorrection.rs`. A pixel outside the domain of the vector functions is computed by itself:
/// what a pixel becomes does not depend on its neighbours.
final class BlockCorrectionNative implements BlockCorrection {
    @Override
    public Backend backend() {
        return Backend.NATIVE;
    }

    @Override
    public void interpolate(double[] map, int mapRows, int mapCols, double[] s, double[] t, Plane outP) {
        BlockCorrection.require(map, mapRows, mapCols, s, t, outP);
        try (var arena = Arena.ofConfined()) {
            check(
                    "parameters of blocks",
                    stampede_mosaic_block_parameters(
                            copy(arena, map),
                            mapRows,
                            mapCols,
                            copy(arena, s),
                            s.length,
                            copy(arena, t),
                            t.length,
                            PixelMemory.of(outP)));
        }
    }

    @Override
    public void apply(Plane value, Plane p, int n, Formula formula, Plane out) {
        value.require(1, n);
        p.require(1, n);
        out.require(1, n);
        check(
                "correction of blocks",
                stampede_mosaic_block_correction(
                        PixelMemory.of(value),
                        PixelMemory.of(p),
                        n,
                        formula.power() ? 1 : 0,
                        formula.shift(),
                        formula.alpha(),
                        formula.leave() ? 1 : 0,
                        PixelMemory.of(out)));
    }
}
