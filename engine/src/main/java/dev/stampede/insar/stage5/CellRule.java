package dev.stampede.insar.stage5;

import dev.stampede.insar.model.PointOrder;
import dev.stampede.insar.model.StageContext;
import dev.stampede.kernels.Rounding;
import dev.stampede.memory.FloatMatrix;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Merging with resampling: the core points of each patch are averaged in square cells. Positions and model
/// coefficients are means weighted by [PointQuality#weight()], phases are sums weighted by
/// [PointQuality#snr()].
///
/// StaMPS forms every sum in single precision, which shifts positions by up to a metre and with it the
/// order of the rows; here sums are in double precision.
final class CellRule {
    private final StageContext context;
    private final float cellSize;
    private final double leastWeight;
    private final double highestCoherence;

    private final List<PatchPart> parts = new ArrayList<>();
    private final List<double[]> line = new ArrayList<>();
    private final List<double[]> sample = new ArrayList<>();
    private final List<double[]> lon = new ArrayList<>();
    private final List<double[]> lat = new ArrayList<>();
    private final List<double[]> coherence = new ArrayList<>();

    private CellRule(StageContext context, double highestCoherence) {
        this.context = context;
        this.highestCoherence = highestCoherence;
        this.cellSize = (float) context.parameters().number("merge_resample_size");
        double limit = context.parameters().number("merge_standard_dev");
        this.leastWeight = 1 / (limit * limit);
    }

    /// @param patches          in list order
    /// @param highestCoherence see [PointQuality]
    static MergePlan.Entries apply(StageContext context, List<PatchPoints> patches, double highestCoherence)
            throws IOException {
        var rule = new CellRule(context, highestCoherence);
        for (var patch : patches) {
            rule.add(patch);
        }
        var keep = new boolean[rule.coherence.stream().mapToInt(c -> c.length).sum()];
        Arrays.fill(keep, true);
        return new MergePlan.Entries(
                rule.parts,
                joined(rule.line),
                joined(rule.sample),
                joined(rule.lon),
                joined(rule.lat),
                joined(rule.coherence),
                keep);
    }

    private void add(PatchPoints patch) throws IOException {
        int[] core =
                IntStream.range(0, patch.count()).filter(p -> patch.core()[p]).toArray();
        var quality = PointQuality.read(context, patch, highestCoherence);
        var cells = cells(patch, core, quality.weight());
        var part = part(patch, cells, quality);
        parts.add(part);
        line.add(means(part, p -> patch.line()[p], true));
        sample.add(means(part, p -> patch.sample()[p], true));
        lon.add(means(part, p -> patch.lon()[p], false));
        lat.add(means(part, p -> patch.lat()[p], false));
        coherence.add(coherence(part));
    }

    /// Core points by cell, cells by row and column, points of a cell in their own order.
    private List<int[]> cells(PatchPoints patch, int[] core, double[] weight) throws IOException {
        try (var arena = Arena.ofConfined();
                var ps = patch.folder().open(arena, "ps2")) {
            var xy = ps.floats("xy");
            float[] origin = origin(xy, core);
            var cell = FloatMatrix.allocate(arena, core.length, 2);
            for (int i = 0; i < core.length; i++) {
                cell.set(i, 0, number(xy.get(core[i], 1), origin[0]));
                cell.set(i, 1, number(xy.get(core[i], 2), origin[1]));
            }
            int[] order = PointOrder.byYThenX(cell, 0);
            var cells = new ArrayList<int[]>();
            for (int from = 0, to = 0; from < order.length; from = to) {
                double sum = 0;
                while (to < order.length
                        && cell.get(order[to], 0) == cell.get(order[from], 0)
                        && cell.get(order[to], 1) == cell.get(order[from], 1)) {
                    sum += weight[core[order[to++]]];
                }
                if (!(sum < leastWeight)) {
                    cells.add(Arrays.stream(order, from, to).map(i -> core[i]).toArray());
                }
            }
            return cells;
        }
    }

    // COMPAT: StaMPS means to start the cells at the lowest x and y but takes the minimum of every number with 1 and
    // then the second and third of what comes out, column by column over (number, x, y). With three or more points
    // these are point numbers, so cells start at 1 m. Pinned by CellRuleTest.
    static float[] origin(FloatMatrix xy, int[] core) {
        return switch (core.length) {
            case 1 -> new float[] {Math.min(xy.get(core[0], 1), 1), Math.min(xy.get(core[0], 2), 1)};
            case 2 -> new float[] {1, Math.min(xy.get(core[0], 1), 1)};
            default -> new float[] {1, 1};
        };
    }

    private float number(float coordinate, float origin) {
        return (float) Math.ceil((coordinate - origin + 1e-9f) / cellSize);
    }

    private static PatchPart part(PatchPoints patch, List<int[]> cells, PointQuality quality) {
        var start = new int[cells.size() + 1];
        for (int c = 0; c < cells.size(); c++) {
            start[c + 1] = start[c] + cells.get(c).length;
        }
        int[] rows = cells.stream().flatMapToInt(Arrays::stream).toArray();
        var share = new double[rows.length];
        var snr = new double[rows.length];
        for (int c = 0; c < cells.size(); c++) {
            double sum = 0;
            for (int i = start[c]; i < start[c + 1]; i++) {
                sum += quality.weight()[rows[i]];
            }
            for (int i = start[c]; i < start[c + 1]; i++) {
                share[i] = quality.weight()[rows[i]] / sum;
                snr[i] = quality.snr()[rows[i]];
            }
        }
        return new PatchPart(patch.folder(), start, rows, share, snr);
    }

    private static double[] means(PatchPart part, java.util.function.IntToDoubleFunction value, boolean whole) {
        var means = new double[part.count()];
        for (int e = 0; e < means.length; e++) {
            double mean = 0;
            for (int i = part.start()[e]; i < part.start()[e + 1]; i++) {
                mean += part.share()[i] * value.applyAsDouble(part.rows()[i]);
            }
            means[e] = whole ? Rounding.halfAway(mean) : mean;
        }
        return means;
    }

    /// `sqrt(1 / (1 + 1 / s))` with `s = sqrt(sum snr^2)`.
    private static double[] coherence(PatchPart part) {
        var coherence = new double[part.count()];
        for (int e = 0; e < coherence.length; e++) {
            double squares = 0;
            for (int i = part.start()[e]; i < part.start()[e + 1]; i++) {
                squares += part.snr()[i] * part.snr()[i];
            }
            coherence[e] = Math.sqrt(1 / (1 + 1 / Math.sqrt(squares)));
        }
        return coherence;
    }

    private static double[] joined(List<double[]> columns) {
        return columns.stream().flatMapToDouble(Arrays::stream).toArray();
    }
}
