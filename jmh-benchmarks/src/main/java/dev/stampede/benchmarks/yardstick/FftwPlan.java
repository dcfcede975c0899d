package dev.stampede.benchmarks.yardstick;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// A complex two-dimensional transform of FFTW, out of place, planned by measurement.
///
/// @param in      `n * n` pairs of doubles, row after row
/// @param out     the same
/// @param plan    as FFTW knows it
/// @param execute transforms `in` to `out`
public record FftwPlan(MemorySegment in, MemorySegment out, MemorySegment plan, Runnable execute) {
    private static final int FORWARD = -1;
    private static final int BACKWARD = 1;
    private static final int MEASURE = 0;

    static final int PAIR = 16;

    /// The plan is never destroyed: it lives as long as the benchmark.
    public static FftwPlan of(Arena arena, CLibrary fftw, int n, boolean forward) {
        long bytes = (long) PAIR * n * n;
        var in = arena.allocate(bytes, 64);
        var out = arena.allocate(bytes, 64);
        var plan = fftw.make("fftw_plan_dft_2d", n, n, in, out, forward ? FORWARD : BACKWARD, MEASURE);
        return new FftwPlan(in, out, plan, fftw.call("fftw_execute", plan));
    }

    public void set(int at, double re, double im) {
        in.setAtIndex(ValueLayout.JAVA_DOUBLE, 2L * at, re);
        in.setAtIndex(ValueLayout.JAVA_DOUBLE, 2L * at + 1, im);
    }
}
