package dev.stampede.kernels.spatialgaussian;

import static dev.stampede.bindings.rust.generated.StampedeKernels.stampede_stage8_scn_filter;
import static dev.stampede.kernels.NativeKernels.check;
import static dev.stampede.kernels.NativeKernels.copy;
import static dev.stampede.kernels.NativeKernels.input;
import static dev.stampede.kernels.NativeKernels.output;

import dev.stampede.kernels.Backend;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.Arena;

/// `rust-kernels/src/spatialgaussian.rs`: weights with lanes over neighbours, sums with lanes over values.
final class SpatialGaussianNative implements SpatialGaussian {
    @Override
    public Backend backend() {
        return Backend.NATIVE;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public void smooth(PointCells cells, FloatMatrix in, double sigma, FloatMatrix out, int fromCell, int toCell) {
        SpatialGaussian.require(cells, in, out);
        try (var arena = Arena.ofConfined()) {
            check(
                    ID,
                    stampede_stage8_scn_filter(
                            copy(arena, cells.x()),
                            copy(arena, cells.y()),
                            cells.pointCount(),
                            copy(arena, cells.starts()),
                            cells.rows(),
                            cells.cols(),
                            cells.reach(),
                            cells.radius(),
                            input(arena, in),
                            sigma,
                            output(out),
                            fromCell,
                            toCell));
        }
    }
}
