package dev.stampede.insar.stage4;

import dev.stampede.insar.artifacts.Rows;
import dev.stampede.insar.model.StageContext;
import dev.stampede.io.mat.Mat;
import dev.stampede.io.mat.MatArray;
import dev.stampede.io.mat.MatValue;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Makes the artifacts of version 2: those of version 1 with only the points that are left. One artifact at a
/// time, so that memory holds no more than the largest of them.
final class Promotion {
    /// Version-1 artifact, version-2 artifact, variable.
    private static final List<List<String>> SUBSETS = List.of(
            List.of("ph1", "ph2", "ph"),
            List.of("hgt1", "hgt2", "hgt"),
            List.of("la1", "la2", "la"),
            List.of("inc1", "inc2", "inc"),
            List.of("bp1", "bp2", "bperp_mat"));

    private static final Set<String> PER_POINT = Set.of("xy", "ij", "lonlat");

    /// Results of later stages for this patch that no longer belong to its points.
    private static final List<String> STALE =
            List.of("scla_smooth2", "scla2", "scla_smooth_sb2", "scla_sb2", "aps2", "scn2");

    private final StageContext context;

    /// Rows of the version-1 artifacts and of `select1`.
    private final int[] rows;

    private final int[] rowsInSelect;

    Promotion(StageContext context, int[] rows, int[] rowsInSelect) {
        this.context = context;
        this.rows = rows;
        this.rowsInSelect = rowsInSelect;
    }

    void write() throws IOException {
        for (var subset : SUBSETS) {
            if (context.folder().has(subset.get(0))) {
                writeSubset(subset.get(0), subset.get(1), subset.get(2));
            }
        }
        writeModel();
        writePoints();
        context.output().replace("psver", new LinkedHashMap<>(Map.of("psver", Mat.scalar(2))));
        for (var artifact : STALE) {
            context.output().remove(artifact);
        }
    }

    private void writeSubset(String from, String to, String variable) throws IOException {
        try (var arena = Arena.ofShared()) {
            context.output().append(to, new LinkedHashMap<>(Map.of(variable, chosen(arena, from, variable, rows))));
        }
    }

    /// K, C, coherence and residual phase are those of stage 3; the patch phase is that of stage 2, to
    /// which the point itself contributed.
    private void writeModel() throws IOException {
        var values = new LinkedHashMap<String, MatValue>();
        try (var arena = Arena.ofShared()) {
            values.put("ph_patch", chosen(arena, "pm1", "ph_patch", rows));
            values.put("ph_res", chosen(arena, "select1", "ph_res2", rowsInSelect));
            values.put("coh_ps", chosen(arena, "select1", "coh_ps2", rowsInSelect));
            values.put("K_ps", chosen(arena, "select1", "K_ps2", rowsInSelect));
            values.put("C_ps", chosen(arena, "select1", "C_ps2", rowsInSelect));
            context.output().append("pm2", values);
        }
    }

    /// Everything of `ps1` but the sorting; the first columns of `xy` and `ij` keep the numbers of version 1.
    private void writePoints() throws IOException {
        var values = new LinkedHashMap<String, MatValue>();
        try (var arena = Arena.ofShared();
                var ps = context.folder().open(arena, "ps1")) {
            for (var variable : ps.file().variables()) {
                var name = variable.name();
                if (PER_POINT.contains(name)) {
                    values.put(name, Rows.select(arena, context.workers(), ps.array(name), rows));
                } else if (name.equals("n_ps")) {
                    values.put(name, Mat.scalar(rows.length));
                } else if (!name.equals("sort_ix")) {
                    values.put(name, ps.value(name));
                }
            }
            context.output().replace("ps2", values);
        }
    }

    /// The chosen rows of one variable in `arena`; what was read besides is let go.
    private MatArray chosen(Arena arena, String artifact, String variable, int[] chosenRows) throws IOException {
        context.workers().cancellation().check();
        try (var own = Arena.ofShared();
                var source = context.folder().open(own, artifact)) {
            return Rows.select(arena, context.workers(), source.array(variable), chosenRows);
        }
    }
}
