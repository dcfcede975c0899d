package dev.stampede.insar.stage4;

import dev.stampede.geometry.SamePlace;
import dev.stampede.insar.artifacts.Rows;
import dev.stampede.insar.model.Stage;
import dev.stampede.insar.model.StageContext;
import dev.stampede.insar.model.StageSummary;
import dev.stampede.io.mat.Mat;
import dev.stampede.io.mat.MatArray;
import dev.stampede.io.mat.MatValue;
import dev.stampede.kernels.phaseramp.PhaseRamp;
import dev.stampede.kernels.phaseramp.Ramp;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/// Stage 4: which of the selected points repeat or disturb their neighbours? Then the rest becomes version 2.
///
/// Reads ps1, select1, pm1, ph1 and hgt1, la1, inc1, bp1 where they exist. Writes weed1, the artifacts of
/// version 2 and psver.
///
/// 1. Adjacent pixels (single reference, on request): the most coherent of each group stays.
/// 2. Heights below 1e-6 m (on request) are no land.
/// 3. Points at the same place, to the millimetre: the most coherent stays.
/// 4. Noise: along the edges of the Delaunay triangulation the phase difference, less what varies slowly in
/// time and with baseline, must stay quiet. A point counts as noisy as its quietest edge.
///
/// Source: Hooper et al. (2007), doi:10.1029/2006JB004763, section on weeding; StaMPS for the details.
public final class Stage4 implements Stage {
    private static final double LOWEST_LAND = 1e-6;

    @Override
    public int number() {
        return 4;
    }

    @Override
    public Scope scope() {
        return Scope.PATCH;
    }

    /// Whole phase of the candidates beside that of the selected points, or the triangulation with its edges.
    @Override
    public long estimateMemory(StageContext context) throws IOException {
        try (var arena = Arena.ofConfined();
                var phase = context.folder().open(arena, "ph1");
                var select = context.folder().open(arena, "select1")) {
            long[] dims = phase.file().find("ph").orElseThrow().dims();
            long selected = select.file().find("ix").orElseThrow().dims()[0];
            long all = 8 * dims[0] * dims[1];
            long chosen = 8 * selected * dims[1];
            long mesh = selected * (92 + 3 * 8 + 3 * 16 + 12);
            return Math.max(all + 2 * chosen, chosen + mesh);
        }
    }

    @Override
    public StageSummary run(StageContext context) throws IOException {
        var series = PatchSeries.read(context.folder(), context.parameters());
        var points = SelectedPoints.read(context.folder());
        var keep = new boolean[points.count()];
        Arrays.fill(keep, true);

        if (context.parameters().flag("weed_neighbours")
                && !context.parameters().smallBaseline()) {
            AdjacentPixels.keepBestOfEachGroup(points.line(), points.sample(), points.coherence(), keep);
        }
        if (context.parameters().flag("weed_zero_elevation")) {
            dropZeroHeights(context, points, keep);
        }
        int duplicates = SamePlace.keepBest(points.x(), points.y(), points.coherence(), keep);

        int[] survivors = IntStream.range(0, keep.length).filter(p -> keep[p]).toArray();
        var noise = isNoiseTested(context) && survivors.length > 0 ? measure(context, series, points, survivors) : null;
        var quiet = quietOnes(context, noise, survivors.length);
        for (int i = 0; i < survivors.length; i++) {
            keep[survivors[i]] = quiet[i];
        }
        writeMasks(context, series, keep, quiet, noise);

        int[] left = IntStream.range(0, keep.length).filter(p -> keep[p]).toArray();
        if (left.length == 0) {
            return StageSummary.empty(
                    points.count() == 0
                            ? "stage 3 kept no point"
                            : "none of " + points.count() + " points is left after weeding");
        }
        int[] row = Arrays.stream(left).map(p -> points.row()[p]).toArray();
        int[] rowInSelect =
                Arrays.stream(left).map(p -> points.rowInSelect()[p]).toArray();
        new Promotion(context, row, rowInSelect).write();
        return StageSummary.of(left.length + " of " + points.count() + " points kept", left.length)
                .withFigures(figures(points.count(), survivors.length, left.length, duplicates, noise));
    }

    private static void dropZeroHeights(StageContext context, SelectedPoints points, boolean[] keep)
            throws IOException {
        try (var arena = Arena.ofConfined()) {
            var heights = context.folder().find(arena, "hgt1");
            if (heights.isEmpty()) {
                return;
            }
            try (var artifact = heights.get()) {
                MatArray height = artifact.array("hgt");
                for (int p = 0; p < keep.length; p++) {
                    keep[p] &= !(height.get(points.row()[p]) < LOWEST_LAND);
                }
            }
        }
    }

    private static boolean isNoiseTested(StageContext context) {
        return context.parameters().number("weed_standard_dev") < Math.PI
                || context.parameters().number("weed_max_noise") < Math.PI;
    }

    private static NoiseMeasure measure(StageContext context, PatchSeries series, SelectedPoints points, int[] chosen)
            throws IOException {
        try (var arena = Arena.ofShared()) {
            var phase = unitPhase(context, arena, series, points, chosen);
            return NoiseMeasure.of(
                    context,
                    series,
                    Arrays.stream(chosen).mapToDouble(p -> points.x()[p]).toArray(),
                    Arrays.stream(chosen).mapToDouble(p -> points.y()[p]).toArray(),
                    phase);
        }
    }

    /// Phase of the chosen points less the DEM error, modulus 1. The reference image, whose own phase is 1,
    /// carries the static phase instead.
    static ComplexMatrix unitPhase(
            StageContext context, Arena arena, PatchSeries series, SelectedPoints points, int[] chosen)
            throws IOException {
        ComplexMatrix phase;
        try (var own = Arena.ofShared();
                var artifact = context.folder().open(own, "ph1")) {
            int[] rows = Arrays.stream(chosen).map(p -> points.row()[p]).toArray();
            phase = Rows.select(arena, context.workers(), artifact.array("ph"), rows, series.used())
                    .asComplexMatrix(arena);
        }
        var slope = FloatMatrix.allocate(arena, chosen.length, 1);
        for (int i = 0; i < chosen.length; i++) {
            slope.set(i, 0, (float) points.demError()[chosen[i]]);
        }
        var baseline = FloatMatrix.allocate(arena, 1, series.used().length);
        for (int k = 0; k < series.used().length; k++) {
            baseline.set(0, k, (float) series.perpBaseline()[k]);
        }
        var ramp = new Ramp(slope, baseline, FloatMatrix.allocate(arena, 1, 1));
        var kernel = context.kernels().get(PhaseRamp.FAMILY, phase.re().size());
        context.workers()
                .forBlocks(
                        chosen.length,
                        8192,
                        (from, to) -> kernel.removeToUnit(phase, ramp, phase, (int) from, (int) to));
        if (series.referencePosition() >= 0) {
            for (int i = 0; i < chosen.length; i++) {
                double angle = points.staticPhase()[chosen[i]];
                phase.set(i, series.referencePosition(), Math.cos(angle), Math.sin(angle));
            }
        }
        return phase;
    }

    private static boolean[] quietOnes(StageContext context, NoiseMeasure noise, int count) {
        var quiet = new boolean[count];
        double stdLimit = context.parameters().number("weed_standard_dev");
        double maxLimit = context.parameters().number("weed_max_noise");
        for (int i = 0; i < count; i++) {
            quiet[i] = noise == null || noise.std()[i] < stdLimit && noise.max()[i] < maxLimit;
        }
        return quiet;
    }

    private static void writeMasks(
            StageContext context, PatchSeries series, boolean[] keep, boolean[] quiet, NoiseMeasure noise)
            throws IOException {
        var values = new LinkedHashMap<String, MatValue>();
        try (var arena = Arena.ofConfined()) {
            values.put("ix_weed", Mat.logicalColumn(keep));
            values.put("ix_weed2", Mat.logicalColumn(quiet));
            values.put("ps_std", column(arena, noise == null ? null : noise.std(), quiet.length));
            values.put("ps_max", column(arena, noise == null ? null : noise.max(), quiet.length));
            values.put(
                    "ifg_index",
                    Mat.row(Arrays.stream(series.used()).mapToDouble(i -> i + 1).toArray()));
            context.output().append("weed1", values);
        }
    }

    /// Single precision when measured, double-precision zeros otherwise, as StaMPS stores it.
    private static MatArray column(Arena arena, float[] values, int count) {
        return values == null ? Mat.column(new double[count]) : Mat.of(FloatMatrix.vector(arena, values));
    }

    private static Map<String, Object> figures(
            int selected, int survivors, int left, int duplicates, NoiseMeasure noise) {
        var figures = new LinkedHashMap<String, Object>();
        figures.put("n_selected", selected);
        figures.put("n_duplicates", duplicates);
        figures.put("n_noise_tested", noise == null ? 0 : survivors);
        figures.put("n_edges", noise == null ? 0 : noise.edgeCount());
        figures.put("n_kept", left);
        return figures;
    }
}
