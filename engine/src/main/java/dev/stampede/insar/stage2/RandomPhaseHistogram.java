package dev.stampede.insar.stage2;

import dev.stampede.kernels.histogram.CoherenceCount;
import dev.stampede.kernels.histogram.CoherenceHistogram;
import dev.stampede.kernels.random.LegacyUniform;
import dev.stampede.kernels.random.UnitPhasor;
import dev.stampede.kernels.topofit.CoherenceRowInvariant;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import dev.stampede.runtime.Workers;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

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
        var cycles = new double[POINTS];
        for (int f = 0; f < phasors.cols(); f++) {
            random.fill(cycles);
            setPhases(phasors, f, cycles, workers);
        }
    }

    /// Every image has random phases; an interferogram is the second minus the first.
    private static void differencedPhases(Inputs in, ComplexMatrix phasors, Workers workers) {
        var random = new LegacyUniform(in.seed());
        try (var arena = Arena.ofShared()) {
            var images = DoubleMatrix.allocate(arena, POINTS, in.images());
            var cycles = new double[POINTS];
            for (int i = 0; i < in.images(); i++) {
                random.fill(cycles);
                MemorySegment.copy(cycles, 0, images.segment(), DoubleMatrix.LAYOUT, images.offset(0, i), POINTS);
            }
            for (int f = 0; f < phasors.cols(); f++) {
                int first = in.pairs()[f][0];
                int second = in.pairs()[f][1];
                for (int p = 0; p < POINTS; p++) {
                    cycles[p] = images.get(p, second) - images.get(p, first);
                }
                setPhases(phasors, f, cycles, workers);
            }
        }
    }

    private static void setPhases(ComplexMatrix phasors, int column, double[] cycles, Workers workers) {
        workers.forBlocks(POINTS, BLOCK, (from, to) -> {
            int n = (int) (to - from);
            var re = new float[n];
            var im = new float[n];
            UnitPhasor.of(cycles, (int) from, re, im);
            put(re, phasors.re(), (int) from, column);
            put(im, phasors.im(), (int) from, column);
        });
    }

    private static void put(float[] values, FloatMatrix plane, int row, int column) {
        MemorySegment.copy(values, 0, plane.segment(), FloatMatrix.LAYOUT, plane.offset(row, column), values.length);
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
