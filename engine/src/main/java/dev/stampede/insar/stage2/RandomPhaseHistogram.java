package dev.stampede.insar.stage2;

import dev.stampede.kernels.histogram.CoherenceCount;
import dev.stampede.kernels.histogram.CoherenceHistogram;
import dev.stampede.kernels.random.LegacyUniform;
import dev.stampede.kernels.topofit.CoherenceRowInvariant;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import dev.stampede.runtime.Workers;
import java.lang.foreign.Arena;

/// The coherences that pure noise scores: a histogram over points whose phases are uniformly random, put
/// through the same fit as the candidates. It depends on the baselines, the number of trials and the seed
/// only. Source: Hooper, Segall and Zebker (2007), doi:10.1029/2006JB004763, section 2.4.
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
    /// @param pairs        small baselines: first and second image of each interferogram, zero-based; `null`
    ///     for a single reference, whose interferograms are independent
    /// @param images       number of images
    /// @param seed         of the generator
    record Inputs(double[] perpBaseline, double trialWraps, int[][] pairs, int images, long seed) {}

    /// Bytes that [#draw] needs: phasors beside the uniform draws, those of one interferogram or of all
    /// images, which are fewer than the pairs made of them.
    static long bytes(long ifgs, boolean pairs) {
        return POINTS * (8 * ifgs + (pairs ? 8 * ifgs : 8));
    }

    /// Draws and fits [#POINTS] points.
    static RandomPhaseHistogram draw(Inputs in, CoherenceRowInvariant score, CoherenceCount count, Workers workers) {
        int ifgs = in.perpBaseline().length;
        try (var arena = Arena.ofShared()) {
            var phasors = ComplexMatrix.allocate(arena, POINTS, ifgs);
            if (in.pairs() == null) {
                independentPhases(in.seed(), phasors, workers);
            } else {
                differencedPhases(in, phasors, workers);
            }
            return of(fit(in, phasors, score, count, workers));
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
            Inputs in, ComplexMatrix phasors, CoherenceRowInvariant score, CoherenceCount count, Workers workers) {
        int ifgs = in.perpBaseline().length;
        int blocks = (POINTS + BLOCK - 1) / BLOCK;
        try (var arena = Arena.ofShared()) {
            var baselines = FloatMatrix.allocate(arena, 1, ifgs);
            for (int f = 0; f < ifgs; f++) {
                baselines.set(0, f, (float) in.perpBaseline()[f]);
            }
            var coherence = FloatMatrix.allocate(arena, POINTS, 1);
            var perBlock = DoubleMatrix.allocate(arena, CoherenceHistogram.BINS, blocks);
            workers.forBlocks(POINTS, BLOCK, (from, to) -> {
                score.coherence(phasors, baselines, in.trialWraps(), coherence, (int) from, (int) to);
                int block = (int) (from / BLOCK);
                count.add(coherence, perBlock.viewColumns(block, block + 1), (int) from, (int) to);
            });
            var counts = new double[CoherenceHistogram.BINS];
            for (int block = 0; block < blocks; block++) {
                for (int b = 0; b < counts.length; b++) {
                    counts[b] += perBlock.get(b, block);
                }
            }
            return counts;
        }
    }
}
