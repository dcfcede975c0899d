package dev.stampede.insar.stage2;

import dev.stampede.kernels.histogram.CoherenceCount;
import dev.stampede.kernels.histogram.CoherenceHistogram;
import dev.stampede.kernels.random.LegacyUniform;
import dev.stampede.kernels.topofit.Topofit;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import dev.stampede.runtime.Workers;
import java.lang.foreign.Arena;

/// The coherences that pure noise scores: a histogram over points whose phases are uniformly random, put through the
/// same fit as the candidates. It depends on the baselines, the number of trials and the seed only.
/// Source: Hooper, Segall and Zebker (2007), doi:10.1029/2006JB004763, section 2.4.
///
/// @param counts  points per coherence bin
/// @param lastBin number of bins up to the last one that is not empty
record RandomPhaseHistogram(double[] counts, int lastBin) {
    /// Random points, as in StaMPS.
    static final int POINTS = 300_000;

    private static final int BLOCK = 4096;

    static RandomPhaseHistogram of(double[] counts) {
        int last = 0;
        for (int b = 0; b < counts.length; b++) {
            if (counts[b] != 0) {
                last = b + 1;
            }
        }
        return new RandomPhaseHistogram(counts, last);
    }

    /// What the histogram is drawn from.
    ///
    /// @param perpBaseline m, per interferogram
    /// @param trialWraps   cycles over the range of baselines
    /// @param pairs        small baselines: first and second image of each interferogram, zero-based; `null` for a
    ///     single reference, whose interferograms are independent
    /// @param images       number of images
    /// @param seed         of the generator
    record Inputs(double[] perpBaseline, double trialWraps, int[][] pairs, int images, long seed) {}

    /// Draws and fits [#POINTS] points. Needs `8 * POINTS * (interferograms + images)` bytes at most.
    static RandomPhaseHistogram draw(Inputs in, Topofit topofit, CoherenceCount count, Workers workers) {
        int ifgs = in.perpBaseline().length;
        try (var arena = Arena.ofShared()) {
            var phasors = ComplexMatrix.allocate(arena, POINTS, ifgs);
            if (in.pairs() == null) {
                independentPhases(in.seed(), phasors, workers);
            } else {
                differencedPhases(in, phasors, workers);
            }
            return of(fit(in, phasors, topofit, count, workers));
        }
    }

    /// Every interferogram has random phases of its own, drawn one interferogram after another.
    private static void independentPhases(long seed, ComplexMatrix phasors, Workers workers) {
        var random = new LegacyUniform(seed);
        try (var arena = Arena.ofShared()) {
            var cycles = DoubleMatrix.allocate(arena, POINTS, 1);
            for (int f = 0; f < phasors.cols(); f++) {
                drawInto(random, cycles, 0);
                int column = f;
                workers.forBlocks(POINTS, BLOCK, (from, to) -> {
                    for (int p = (int) from; p < to; p++) {
                        setPhase(phasors, p, column, cycles.get(p, 0));
                    }
                });
            }
        }
    }

    /// Every image has random phases; an interferogram is the second minus the first.
    private static void differencedPhases(Inputs in, ComplexMatrix phasors, Workers workers) {
        var random = new LegacyUniform(in.seed());
        try (var arena = Arena.ofShared()) {
            var cycles = DoubleMatrix.allocate(arena, POINTS, in.images());
            for (int i = 0; i < in.images(); i++) {
                drawInto(random, cycles, i);
            }
            workers.forEach(phasors.cols(), (from, to) -> {
                int[] pair = in.pairs()[(int) from];
                for (int p = 0; p < POINTS; p++) {
                    setPhase(phasors, p, (int) from, cycles.get(p, pair[1]) - cycles.get(p, pair[0]));
                }
            });
        }
    }

    private static void drawInto(LegacyUniform random, DoubleMatrix cycles, int column) {
        for (int p = 0; p < POINTS; p++) {
            cycles.set(p, column, random.next());
        }
    }

    private static void setPhase(ComplexMatrix phasors, int p, int f, double cycles) {
        double phase = 2 * Math.PI * cycles;
        phasors.set(p, f, Math.cos(phase), Math.sin(phase));
    }

    private static double[] fit(
            Inputs in, ComplexMatrix phasors, Topofit topofit, CoherenceCount count, Workers workers) {
        int ifgs = in.perpBaseline().length;
        int blocks = (POINTS + BLOCK - 1) / BLOCK;
        var perBlock = new double[blocks][];
        try (var arena = Arena.ofShared()) {
            var baseline = FloatMatrix.allocate(arena, 1, ifgs);
            for (int f = 0; f < ifgs; f++) {
                baseline.set(0, f, (float) in.perpBaseline()[f]);
            }
            var coherences = FloatMatrix.allocate(arena, POINTS, 1);
            var out = new Topofit.Fit(null, null, coherences, null);
            workers.forBlocks(POINTS, BLOCK, (from, to) -> {
                topofit.fit(phasors, baseline, in.trialWraps(), out, (int) from, (int) to);
                var counts = new double[CoherenceHistogram.BINS];
                count.add(coherences, (int) from, (int) to, counts);
                perBlock[(int) (from / BLOCK)] = counts;
            });
        }
        var counts = new double[CoherenceHistogram.BINS];
        for (double[] block : perBlock) {
            for (int b = 0; b < counts.length; b++) {
                counts[b] += block[b];
            }
        }
        return counts;
    }
}
