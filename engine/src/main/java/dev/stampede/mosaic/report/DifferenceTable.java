package dev.stampede.mosaic.report;

import dev.stampede.mosaic.global.OverlapDifferences.Difference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How far overlapping images are apart, before and after each stage of matching.
///
/// @param stages names of the states, the first `before`
/// @param values of each stage, the same pairs and bands in the same order
public record DifferenceTable(List<String> stages, List<List<Difference>> values) {
    public DifferenceTable {
        stages = List.copyOf(stages);
        values = List.copyOf(values);
    }

    int rows() {
        return values.isEmpty() ? 0 : values.getFirst().size();
    }

    /// Names as the images have them before matching.
    Difference before(int row) {
        return values.getFirst().get(row);
    }

    double rmse(int stage, int row) {
        var difference = values.get(stage).get(row);
        return difference.pixels() == 0 ? Double.NaN : difference.rmse();
    }

    /// Root mean square over all pixels of all pairs of a band; `NaN` if there are none.
    double pooled(int stage, int band) {
        double squares = 0;
        double pixels = 0;
        for (var difference : values.get(stage)) {
            if (difference.band() == band) {
                squares += difference.rmse() * difference.rmse() * difference.pixels();
                pixels += difference.pixels();
            }
        }
        return pixels == 0 ? Double.NaN : Math.sqrt(squares / pixels);
    }

    int bands() {
        return values.getFirst().stream().mapToInt(Difference::band).max().orElse(0);
    }

    /// For JSON: a row per pair and band.
    List<Map<String, Object>> document() {
        var rows = new ArrayList<Map<String, Object>>();
        for (int row = 0; row < rows(); row++) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("first", before(row).first());
            entry.put("second", before(row).second());
            entry.put("band", before(row).band());
            for (int stage = 0; stage < stages.size(); stage++) {
                var difference = values.get(stage).get(row);
                Map<String, Object> of = new LinkedHashMap<>();
                of.put("pixels", difference.pixels());
                of.put("mean", difference.pixels() == 0 ? null : difference.mean());
                of.put("rmse", difference.pixels() == 0 ? null : difference.rmse());
                entry.put(stages.get(stage), of);
            }
            rows.add(entry);
        }
        return rows;
    }

    /// For JSON: all pairs together, a row per band.
    List<Map<String, Object>> summary() {
        var rows = new ArrayList<Map<String, Object>>();
        for (int band = 1; band <= bands(); band++) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("band", band);
            for (int stage = 0; stage < stages.size(); stage++) {
                double rmse = pooled(stage, band);
                entry.put(stages.get(stage) + "_rmse", Double.isNaN(rmse) ? null : rmse);
            }
            rows.add(entry);
        }
        return rows;
    }
}
