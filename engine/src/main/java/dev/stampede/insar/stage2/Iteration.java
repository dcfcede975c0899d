package dev.stampede.insar.stage2;

import dev.stampede.insar.model.CandidateStack;
import dev.stampede.insar.model.StageContext;
import dev.stampede.kernels.clap.ClapGridFilter;
import dev.stampede.kernels.clap.ClapSettings;
import dev.stampede.kernels.gridaccumulate.CellOrder;
import dev.stampede.kernels.gridaccumulate.GridAccumulate;
import dev.stampede.kernels.phaseramp.PhaseRamp;
import dev.stampede.kernels.phaseramp.Ramp;
import dev.stampede.kernels.topofit.Topofit;
import dev.stampede.kernels.topofit.TopofitRowInvariant;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;
import dev.stampede.runtime.Workers;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// One round of stage 2: weigh, grid, filter, read back, fit.
final class Iteration {
    private static final int BLOCK = 4096;

    private final Workers workers;
    private final CandidateStack stack;
    private final CandidateGrid grid;
    private final ClapSettings clap;
    private final double trialWraps;
    private final Estimate estimate;
    private final CellOrder order;
    private final PhaseRamp phaseRamp;
    private final GridAccumulate accumulate;
    private final ClapGridFilter filter;
    private final boolean sharedBaselines;
    private final Topofit topofit;
    private final TopofitRowInvariant rowInvariant;

    Iteration(
            StageContext context,
            CandidateStack stack,
            CandidateGrid grid,
            ClapSettings clap,
            double trialWraps,
            Estimate estimate) {
        this.workers = context.workers();
        this.stack = stack;
        this.grid = grid;
        this.clap = clap;
        this.trialWraps = trialWraps;
        this.estimate = estimate;
        order = grid.order();
        var kernels = context.kernels();
        long values = stack.phase().re().size();
        phaseRamp = kernels.get(PhaseRamp.FAMILY, values);
        accumulate = kernels.get(GridAccumulate.FAMILY, values);
        filter = kernels.get(ClapGridFilter.FAMILY, (long) grid.cellCount() * stack.ifgCount());
        long trials = Topofit.work(stack.psCount(), stack.ifgCount(), trialWraps);
        sharedBaselines = sharedRow(stack.baselines());
        topofit = sharedBaselines ? null : kernels.get(Topofit.FAMILY, trials);
        rowInvariant = sharedBaselines ? kernels.get(TopofitRowInvariant.FAMILY, trials) : null;
    }

    /// Whether all candidates have the baselines of the first.
    private static boolean sharedRow(FloatMatrix baselines) {
        for (int f = 0; f < baselines.cols(); f++) {
            float first = baselines.rows() == 0 ? 0 : baselines.get(0, f);
            for (int p = 1; p < baselines.rows(); p++) {
                if (baselines.get(p, f) != first) {
                    return false;
                }
            }
        }
        return true;
    }

    /// Scales the phase of the stack to unit modulus; zero stays zero.
    /// @return the amplitudes, 1 for zero, when they are wanted; else `null`
    FloatMatrix normalise(Arena arena, boolean keepAmplitude) {
        var phase = stack.phase();
        var amplitude = keepAmplitude ? FloatMatrix.allocate(arena, phase.rows(), phase.cols()) : null;
        workers.forBlocks(phase.re().size(), 1 << 16, (from, to) -> {
            for (long i = from; i < to; i++) {
                float re = phase.re().get(i);
                float im = phase.im().get(i);
                float modulus = (float) Math.sqrt((double) re * re + (double) im * im);
                float a = modulus == 0 ? 1 : modulus;
                phase.re().set(i, re / a);
                phase.im().set(i, im / a);
                if (amplitude != null) {
                    amplitude.set(i, a);
                }
            }
        });
        return amplitude;
    }

    /// @return rms change of coherence
    double run() {
        MemorySegment.copy(
                estimate.slope().segment(),
                0,
                estimate.gridSlope().segment(),
                0,
                estimate.slope().size() * FloatMatrix.BYTES);
        workers.forBlocks(stack.ifgCount(), 1, this::columns, (columns, from, to) -> {
            weigh((int) from, columns.weighted);
            var cells = estimate.grid().viewColumns((int) from, (int) to);
            accumulate.accumulate(columns.weighted, order, cells, 0, 1);
            filter.filter(cells, grid.rows(), grid.cols(), clap, columns.filtered, 0, 1);
            readBack(columns.filtered, (int) from);
        });
        return fit();
    }

    /// One interferogram at a time: its weighted phase and its filtered grid. For a large patch, both for all
    /// interferograms would be a third of what the stage holds.
    private record Columns(Arena arena, ComplexMatrix weighted, ComplexMatrix filtered) implements AutoCloseable {
        @Override
        public void close() {
            arena.close();
        }
    }

    private Columns columns() {
        var arena = Arena.ofConfined();
        return new Columns(
                arena,
                ComplexMatrix.allocate(arena, stack.psCount(), 1),
                ComplexMatrix.allocate(arena, grid.cellCount(), 1));
    }

    /// Bytes of what a thread holds besides the estimate; a third of the first part is what the sums of cells work on
    /// in vector form.
    static long bytesPerThread(long candidates, long cells, long ifgs) {
        return 12 * (candidates + cells) + 16 * BLOCK * ifgs;
    }

    /// Phase without K b, times the weight, of one interferogram.
    private void weigh(int f, ComplexMatrix out) {
        try (var arena = Arena.ofConfined()) {
            var ramp = new Ramp(
                    estimate.gridSlope(), stack.baselines().viewColumns(f, f + 1), FloatMatrix.allocate(arena, 1, 1));
            phaseRamp.remove(stack.phase().viewColumns(f, f + 1), ramp, out, 0, stack.psCount());
        }
        for (int p = 0; p < stack.psCount(); p++) {
            float w = (float) estimate.weight().get(p, 0);
            out.re().set(p, 0, out.re().get(p, 0) * w);
            out.im().set(p, 0, out.im().get(p, 0) * w);
        }
    }

    /// The weighted phase that went into the grid last, in the memory of the phase, which is gone then.
    ComplexMatrix weightedInPlace() {
        workers.forEach(
                stack.ifgCount(), (from, to) -> weigh((int) from, stack.phase().viewColumns((int) from, (int) to)));
        return stack.phase();
    }

    /// Filtered phase at the cell of each candidate, unit modulus or zero.
    private void readBack(ComplexMatrix filtered, int f) {
        var patchPhase = estimate.patchPhase();
        for (int p = 0; p < stack.psCount(); p++) {
            int cell = grid.cell(p);
            float re = filtered.re().get(cell, 0);
            float im = filtered.im().get(cell, 0);
            double modulus = Math.sqrt((double) re * re + (double) im * im);
            patchPhase.set(p, f, modulus == 0 ? re : re / modulus, modulus == 0 ? im : im / modulus);
        }
    }

    private double fit() {
        int n = stack.psCount();
        var perBlock = new double[(n + BLOCK - 1) / BLOCK];
        workers.forBlocks(n, BLOCK, (from, to) -> perBlock[(int) (from / BLOCK)] = fitBlock((int) from, (int) to));
        double sum = 0;
        for (double s : perBlock) {
            sum += s;
        }
        return Math.sqrt(sum / n);
    }

    /// @return sum of squared changes of coherence
    private double fitBlock(int from, int to) {
        int n = to - from;
        int m = stack.ifgCount();
        try (var arena = Arena.ofConfined()) {
            var z = ComplexMatrix.allocate(arena, n, m);
            int rows = sharedBaselines ? 1 : n;
            var b = FloatMatrix.allocate(arena, rows, m);
            var out = new Topofit.Fit(
                    FloatMatrix.allocate(arena, n, 1),
                    FloatMatrix.allocate(arena, n, 1),
                    FloatMatrix.allocate(arena, n, 1),
                    FloatMatrix.allocate(arena, n, m));
            for (int f = 0; f < m; f++) {
                residualPhase(f, from, to, z);
                MemorySegment.copy(
                        stack.baselines().segment(),
                        stack.baselines().offset(from, f),
                        b.segment(),
                        b.offset(0, f),
                        (long) rows * FloatMatrix.BYTES);
            }
            if (sharedBaselines) {
                rowInvariant.fit(z, b, trialWraps, out, 0, n);
            } else {
                topofit.fit(z, b, trialWraps, out, 0, n);
            }
            double squares = 0;
            for (int k = 0; k < n; k++) {
                float before = estimate.coherence().get(from + k, 0);
                take(out, k, from + k);
                double change = estimate.coherence().get(from + k, 0) - before;
                squares += change * change;
            }
            return squares;
        }
    }

    /// Phase of the candidates against that of their surroundings.
    private void residualPhase(int f, int from, int to, ComplexMatrix z) {
        var phase = stack.phase();
        var smooth = estimate.patchPhase();
        for (int p = from; p < to; p++) {
            double a = phase.re().get(p, f);
            double b = phase.im().get(p, f);
            double c = smooth.re().get(p, f);
            double d = smooth.im().get(p, f);
            z.set(p - from, f, a * c + b * d, b * c - a * d);
        }
    }

    /// A candidate without phase in some interferogram keeps what it had, has no K and no coherence.
    private void take(Topofit.Fit out, int k, int p) {
        float coherence = out.coherence().get(k, 0);
        estimate.slope().set(p, 0, out.slope().get(k, 0));
        if (Float.isNaN(coherence)) {
            estimate.coherence().set(p, 0, 0);
            return;
        }
        estimate.coherence().set(p, 0, coherence);
        estimate.offset().set(p, 0, out.offset().get(k, 0));
        estimate.fitted().set(p, 0, 1);
        for (int f = 0; f < stack.ifgCount(); f++) {
            estimate.residual().set(p, f, out.residual().get(k, f));
        }
    }
}
