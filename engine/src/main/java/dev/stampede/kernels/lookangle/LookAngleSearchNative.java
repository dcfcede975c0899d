package dev.stampede.kernels.lookangle;

import static dev.stampede.bindings.rust.generated.StampedeKernels.stampede_stage6_look_angle;
import static dev.stampede.kernels.NativeKernels.check;
import static dev.stampede.kernels.NativeKernels.copy;
import static dev.stampede.kernels.NativeKernels.output;

import dev.stampede.kernels.Backend;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.Arena;
import java.util.stream.IntStream;

/// `rust-kernels/src/lookangle.rs`: lanes over arcs; only the search for the peak goes lane by lane.
final class LookAngleSearchNative implements LookAngleSearch {
    @Override
    public Backend backend() {
        return Backend.NATIVE;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public void remove(ComplexMatrix arc, Series series, float[] bperp, FloatMatrix outK, int from, int to) {
        LookAngleSearch.require(arc, series, bperp, outK);
        int n = series.b().length;
        try (var arena = Arena.ofConfined()) {
            check(
                    ID,
                    stampede_stage6_look_angle(
                            output(arc.re()),
                            output(arc.im()),
                            arc.rows(),
                            arc.cols(),
                            copy(arena, IntStream.range(0, n).map(series::from).toArray()),
                            copy(arena, IntStream.range(0, n).map(series::to).toArray()),
                            copy(arena, series.b()),
                            n,
                            series.step(),
                            series.trials(),
                            copy(arena, bperp),
                            output(outK),
                            from,
                            to));
        }
    }
}
