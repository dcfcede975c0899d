package dev.stampede.insar.stage2;

import dev.stampede.insar.artifacts.ArtifactFolder;
import dev.stampede.insar.model.CandidateStack;
import dev.stampede.insar.model.Constants;
import dev.stampede.insar.model.Extent;
import dev.stampede.insar.model.RandomCoherence;
import dev.stampede.insar.model.SingleReference;
import dev.stampede.insar.model.Stage;
import dev.stampede.insar.model.StageContext;
import dev.stampede.insar.model.StageSummary;
import dev.stampede.insar.model.TrialWraps;
import dev.stampede.insar.model.UnsupportedModeException;
import dev.stampede.kernels.clap.ClapSettings;
import dev.stampede.kernels.histogram.CoherenceCount;
import dev.stampede.kernels.histogram.CoherenceHistogram;
import dev.stampede.kernels.topofit.CoherenceRowInvariant;
import dev.stampede.kernels.topofit.Topofit;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalLong;

/// Stage 2: how noisy is the phase of each candidate?
///
/// Reads ps1, ph1, bp1 and da1, la1, inc1 where they exist. Writes pm1.
///
/// The phase of a candidate is a part that is smooth in space, a part `K b` from its height error, an
/// offset C and noise. Each iteration estimates the smooth part from the neighbours, weighted by how likely
/// they are not noise, fits K and C to what remains and takes the length of the mean resultant as temporal
/// coherence.
///
/// Source: Hooper, Segall and Zebker (2007), doi:10.1029/2006JB004763, sections 2.2 to 2.4.
public final class Stage2 implements Stage {
    /// Bytes per candidate of what does not grow with the interferograms: K, C, coherence and weight with
    /// the widened copies that are written (76), cells and their order (24), values on their way (32).
    private static final long PER_CANDIDATE = 132;

    @Override
    public int number() {
        return 2;
    }

    @Override
    public Scope scope() {
        return Scope.PATCH;
    }

    @Override
    public void requireSupported(StageContext context) {
        if (!context.parameters().flag("quick_est_gamma_flag")) {
            throw new UnsupportedModeException(
                    "quick_est_gamma_flag = n needs a routine the original no longer ships; set it to y");
        }
    }

    /// The stack, patch phase and residual: 24 bytes per candidate and interferogram, and the grid. The
    /// random phases are gone before those of the iterations are there. Amplitudes are kept only where
    /// weights need them.
    @Override
    public long estimateMemory(StageContext context) throws IOException {
        long[] dims = SingleReference.shapeOf(context.folder(), "ph1", "ph");
        long cells = gridCells(context.folder(), context.parameters().number("filter_grid_size"));
        return bytes(
                dims[0],
                dims[1],
                cells,
                context.workers().threads(),
                usesSignalToNoise(context),
                context.parameters().smallBaseline());
    }

    /// @param columns     of the phase, that of the reference image included
    /// @param amplitudes  whether amplitudes are kept
    /// @param pairs       small baselines
    static long bytes(long candidates, long columns, long cells, int threads, boolean amplitudes, boolean pairs) {
        long random = RandomPhaseHistogram.bytes(columns, pairs);
        long iterations = candidates * columns * (8 + 4 + (amplitudes ? 4 : 0))
                + candidates * PER_CANDIDATE
                + 8 * cells * columns
                + threads * Iteration.bytesPerThread(candidates, cells, columns);
        return CandidateStack.bytes(candidates, columns) + Math.max(random, iterations);
    }

    /// From the candidate files; the grid is not known then and counts nothing.
    @Override
    public OptionalLong leastMemory(StageContext context) throws IOException {
        var places = context.folder().path().resolve("pscands.1.ll");
        var phase = context.folder().path().resolve("pscands.1.ph");
        if (Files.notExists(places) || Files.notExists(phase)) {
            return OptionalLong.empty();
        }
        long candidates = Files.size(places) / 8;
        long ifgs = Files.size(phase) / Math.max(1, 8 * candidates);
        boolean pairs = context.parameters().smallBaseline();
        return OptionalLong.of(bytes(
                candidates,
                pairs ? ifgs : ifgs + 1,
                0,
                context.workers().threads(),
                usesSignalToNoise(context),
                pairs));
    }

    private static long gridCells(ArtifactFolder folder, double size) throws IOException {
        try (var arena = Arena.ofConfined();
                var ps = folder.open(arena, "ps1")) {
            var xy = ps.floats("xy");
            double cells = 1;
            for (int axis = 1; axis <= 2; axis++) {
                int column = axis;
                cells *= Math.floor(Extent.of(xy.rows(), p -> xy.get(p, column)).length() / size) + 1;
            }
            return (long) cells;
        }
    }

    @Override
    public StageSummary run(StageContext context) throws IOException {
        var parameters = context.parameters();
        boolean smallBaselines = parameters.smallBaseline();
        try (var arena = Arena.ofShared()) {
            var stack = CandidateStack.read(arena, context.folder(), smallBaselines);
            double cellSize = parameters.number("filter_grid_size");
            var grid = CandidateGrid.of(stack, cellSize);
            var clap = ClapSettings.of(
                    (int) parameters.number("clap_win"),
                    parameters.number("clap_alpha"),
                    parameters.number("clap_beta"),
                    cellSize,
                    parameters.number("clap_low_pass_wavelength"));
            requireGridFits(context, grid, clap, cellSize);
            double trialWraps = trialWraps(context, stack);
            var random = randomHistogram(context, stack, trialWraps);

            var estimate = Estimate.allocate(arena, stack.psCount(), grid.cellCount(), stack.ifgCount());
            var steps = new Iteration(context, stack, grid, clap, trialWraps, estimate);
            var amplitude = steps.normalise(arena, usesSignalToNoise(context));
            initialWeights(context.folder(), estimate.weight());
            var state = IterationState.start(random.counts());
            var checkpoint = new IterationCheckpoint(context, trialWraps, random);
            state = checkpoint.resume(arena, estimate, state);
            int resumed = state.finished();

            double convergence = parameters.number("gamma_change_convergence");
            int most = (int) parameters.number("gamma_max_iterations");
            context.progress().begin("iterations", most);
            context.progress().advance(state.finished());
            while (true) {
                double rms = steps.run();
                double change = rms - state.previousRms();
                state = state.after(rms);
                context.progress().advance(1);
                if (Math.abs(change) < convergence || state.finished() >= most) {
                    break;
                }
                state = reweigh(context, estimate, amplitude, state, random.lastBin());
                checkpoint.keep(estimate, state);
            }
            new PatchModel(context, stack, grid, clap, cellSize, trialWraps, random)
                    .write(estimate, steps.weightedInPlace(), state);
            return StageSummary.of(
                            stack.psCount() + " candidates, " + state.finished() + " iterations", stack.psCount())
                    .withFigures(Map.of(
                            "n_iterations", state.finished(),
                            "n_trial_wraps", trialWraps,
                            "grid_rows", grid.rows(),
                            "grid_cols", grid.cols()))
                    .withResumed(resumed, "iterations");
        }
    }

    private static boolean usesSignalToNoise(StageContext context) {
        return !context.parameters().text("filter_weighting").equalsIgnoreCase("P-square");
    }

    private static void requireGridFits(StageContext context, CandidateGrid grid, ClapSettings clap, double cellSize) {
        int window = clap.dataWindow();
        if (Math.min(grid.rows(), grid.cols()) < window) {
            throw new IllegalArgumentException(context.folder().path().getFileName() + ": the filter grid has "
                    + grid.rows() + " x " + grid.cols() + " cells of " + cellSize + " m, the filter window needs "
                    + window
                    + " each way; lower filter_grid_size or clap_win, or prepare larger patches");
        }
    }

    /// Incidence from inc1, or from la1 with 0.052 rad added, or 21 degrees.
    /// COMPAT: la1 of a single-master stack holds incidence already, and 0.052 rad is added all the same.
    private static double trialWraps(StageContext context, CandidateStack stack) throws IOException {
        double incidence = Constants.DEFAULT_INCIDENCE;
        try (var arena = Arena.ofConfined()) {
            if (context.folder().has("inc1")) {
                try (var inc = context.folder().open(arena, "inc1")) {
                    incidence = Arrays.stream(inc.numbers("inc"))
                            .filter(v -> v != 0)
                            .average()
                            .orElse(Constants.DEFAULT_INCIDENCE);
                }
            } else if (context.folder().has("la1")) {
                try (var la = context.folder().open(arena, "la1")) {
                    incidence =
                            Arrays.stream(la.numbers("la")).average().orElse(Double.NaN) + Constants.LOOK_TO_INCIDENCE;
                }
            }
        }
        double error = context.parameters().number("max_topo_err");
        double wavelength = context.parameters().number("lambda");
        return context.parameters().smallBaseline()
                ? TrialWraps.of(stack.baselineRange(), error, wavelength, incidence)
                : TrialWraps.ofSingle(stack.baselineRange(), error, wavelength, incidence);
    }

    private static RandomPhaseHistogram randomHistogram(StageContext context, CandidateStack stack, double trialWraps)
            throws IOException {
        var settings = context.settings();
        if (settings.randomHistogram().isPresent()) {
            return HistogramCache.given(
                    settings.randomHistogram().get(),
                    context.folder().path().getFileName().toString());
        }
        var inputs = new RandomPhaseHistogram.Inputs(
                stack.perpBaseline(), trialWraps, stack.pairs(), stack.imageCount(), settings.randomSeed());
        var score = context.kernels()
                .get(
                        CoherenceRowInvariant.FAMILY,
                        Topofit.work(RandomPhaseHistogram.POINTS, stack.ifgCount(), trialWraps));
        var count = context.kernels().get(CoherenceCount.FAMILY, RandomPhaseHistogram.POINTS);
        var backend = score.backend().label();
        var cache = settings.histogramCache().map(HistogramCache::new);
        var known = cache.flatMap(c -> c.find(inputs, backend));
        if (known.isPresent()) {
            return known.get();
        }
        var drawn = RandomPhaseHistogram.draw(inputs, score, count, context.workers());
        cache.ifPresent(c -> c.keep(inputs, backend, drawn));
        return drawn;
    }

    /// 1 / D_A; 1 without amplitude dispersion. A dispersion of zero would weigh infinitely and counts as 0.
    private static void initialWeights(ArtifactFolder folder, DoubleMatrix weight) throws IOException {
        if (!folder.has("da1")) {
            weight.fill(1);
            return;
        }
        try (var arena = Arena.ofConfined();
                var da = folder.open(arena, "da1")) {
            double[] dispersion = da.numbers("D_A");
            for (int p = 0; p < dispersion.length; p++) {
                weight.set(p, 0, dispersion[p] > 0 ? 1 / dispersion[p] : 0);
            }
        }
    }

    private static IterationState reweigh(
            StageContext context, Estimate estimate, FloatMatrix amplitude, IterationState state, int lastRandomBin) {
        if (amplitude != null) {
            SignalToNoise.weigh(context.workers(), amplitude, estimate.residual(), estimate.weight());
            return state;
        }
        int n = estimate.coherence().rows();
        int lowBins = RandomCoherence.lowBins(context.parameters().smallBaseline());
        double[] candidates = histogram(context, estimate.coherence());
        double[] random = RandomCoherence.scaled(state.random(), candidates, lowBins);
        var noise = NoiseProbability.of(random, candidates, lowBins, lastRandomBin);
        for (int p = 0; p < n; p++) {
            estimate.weight().set(p, 0, noise.weight(estimate.coherence().get(p, 0)));
        }
        return state.withRandom(random);
    }

    private static double[] histogram(StageContext context, FloatMatrix coherence) {
        var kernel = context.kernels().get(CoherenceCount.FAMILY, coherence.rows());
        try (var arena = Arena.ofConfined()) {
            var counts = DoubleMatrix.allocate(arena, CoherenceHistogram.BINS, 1);
            kernel.add(coherence, counts, 0, coherence.rows());
            return counts.toArray();
        }
    }
}
