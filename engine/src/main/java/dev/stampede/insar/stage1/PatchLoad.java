package dev.stampede.insar.stage1;

import dev.stampede.insar.model.LocalCoordinates;
import dev.stampede.io.mat.Mat;
import dev.stampede.io.mat.MatValue;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// The candidates of a patch on their way into artifacts: which become points, in which order, seen how.
///
/// @param arena      owns what the methods return, unless they are told otherwise
/// @param workers    threads
/// @param candidates the files
/// @param dates      of the stack
/// @param positions  of the candidates in the image
/// @param lonLat     of the candidates, degrees
/// @param place      of the candidates, m
/// @param order      all candidates in storage order
/// @param rows       those of them that become points
record PatchLoad(
        Arena arena,
        Workers workers,
        CandidateFiles candidates,
        StackDates dates,
        CandidateFiles.Positions positions,
        DoubleMatrix lonLat,
        LocalCoordinates place,
        int[] order,
        int[] rows) {
    /// @param heading of the flight, degrees from north; points are turned by it
    static PatchLoad of(Arena arena, Workers workers, CandidateFiles candidates, StackDates dates, double heading)
            throws IOException {
        var positions = candidates.positions();
        var lonLat = candidates.lonLat(arena, !dates.smallBaseline());
        var place = LocalCoordinates.of(arena, workers, lonLat, heading);
        var order = place.storageOrder();
        // COMPAT: rows that miss a value leave at the very end; sort order, mean baselines and mean incidence still
        // count them. Small-baseline sets keep them.
        var rows = dates.smallBaseline() ? order : complete(order, lonLat, candidates.phase(), dates, workers);
        return new PatchLoad(arena, workers, candidates, dates, positions, lonLat, place, order, rows);
    }

    private static int[] complete(
            int[] order, DoubleMatrix lonLat, CandidatePhase phase, StackDates dates, Workers workers) {
        var missing = phase.missing(dates.filledSources(), workers);
        for (int p = 0; p < missing.length; p++) {
            missing[p] |= Double.isNaN(lonLat.get(p, 0)) || Double.isNaN(lonLat.get(p, 1));
        }
        return Arrays.stream(order).filter(p -> !missing[p]).toArray();
    }

    int psCount() {
        return rows.length;
    }

    /// `ph`: `[n_ps, n_ifg]`; the column of the reference image is 1.
    /// @param owner of the matrix
    /// @param scale of the values as they were stored
    MatValue phase(Arena owner, PhaseScale scale) {
        return Mat.of(candidates.phase().gather(owner, rows, dates.source(), scale, workers));
    }

    /// A quantity of the candidates for the points.
    MatValue perPoint(DoubleMatrix ofCandidates) {
        return Mat.of(ofCandidates.copyRows(arena, rows));
    }

    /// Perpendicular baselines, m.
    ///
    /// @param perPoint `bperp_mat`: `[n_ps, interferograms]`, without the reference image
    /// @param mean     `bperp`: `[n_ifg, 1]`, 0 for the reference image
    record Baselines(MatValue perPoint, MatValue mean) {}

    /// The variables of `ps1`.
    ///
    /// | variable | shape | unit |
    /// |---|---|---|
    /// | `ij` | n_ps x 3 | id, azimuth line, range column |
    /// | `lonlat` | n_ps x 2 | degrees |
    /// | `xy` | n_ps x 3 single | id, m, m |
    /// | `bperp` | n_ifg x 1 | m; single for a single master, double for small baselines |
    /// | `day`, `master_day` | n_image x 1, 1 | d, MATLAB day number |
    /// | `ifgday`, `ifgday_ix` | n_ifg x 2, small baselines | d, index of the image from 1 |
    /// | `master_ix`, `n_ifg`, `n_image`, `n_ps` | 1 | |
    /// | `sort_ix` | candidates x 1 | candidate at each place, from 1, before incomplete ones were left out |
    /// | `ll0` | 1 x 2 | degrees, origin of `xy` |
    SequencedMap<String, MatValue> table(MatValue meanBaseline) {
        var ps = new LinkedHashMap<String, MatValue>();
        ps.put("ij", Mat.of(pixels()));
        ps.put("lonlat", Mat.of(lonLat.copyRows(arena, rows)));
        ps.put("xy", Mat.of(place.numbered(arena, rows)));
        ps.put("bperp", meanBaseline);
        ps.put("day", Mat.column(dates.day()));
        ps.put("master_day", Mat.scalar(dates.masterDay()));
        ps.put("master_ix", Mat.scalar(dates.masterIndex() + 1.0));
        ps.put("n_ifg", Mat.scalar((double) dates.ifgCount()));
        ps.put("n_image", Mat.scalar((double) dates.day().length));
        ps.put("n_ps", Mat.scalar((double) rows.length));
        ps.put(
                "sort_ix",
                Mat.column(Arrays.stream(order).mapToDouble(p -> p + 1).toArray()));
        ps.put("ll0", Mat.row(place.projection().lon0(), place.projection().lat0()));
        if (dates.smallBaseline()) {
            ps.put("ifgday", pairs((f, k) -> dates.day()[dates.pairs()[f][k]]));
            ps.put("ifgday_ix", pairs((f, k) -> dates.pairs()[f][k] + 1));
        }
        return ps;
    }

    private DoubleMatrix pixels() {
        var ij = DoubleMatrix.allocate(arena, rows.length, 3);
        for (int i = 0; i < rows.length; i++) {
            ij.set(i, 0, i + 1);
            ij.set(i, 1, positions.line()[rows[i]]);
            ij.set(i, 2, positions.column()[rows[i]]);
        }
        return ij;
    }

    private interface PairValue {
        double of(int ifg, int which);
    }

    private MatValue pairs(PairValue value) {
        var matrix = DoubleMatrix.allocate(arena, dates.ifgCount(), 2);
        for (int f = 0; f < dates.ifgCount(); f++) {
            matrix.set(f, 0, value.of(f, 0));
            matrix.set(f, 1, value.of(f, 1));
        }
        return Mat.of(matrix);
    }
}
