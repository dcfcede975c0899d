package dev.stampede.deploy;

import dev.stampede.raster.GeoRaster;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// Two pipelines on the same input: how their results differ and how long each took. A gate against changes
/// that nobody asked for.
///
/// @param differences by name of the result
/// @param missing     results that only one of them has
/// @param secondsA    of the first pipeline, s, best of the runs
/// @param secondsB    of the second, s
public record PipelineComparison(
        Map<String, RasterDifference> differences, List<String> missing, double secondsA, double secondsB) {
    /// Runs both, by turns, `runs` times.
    /// @param inputs are only read
    public static PipelineComparison of(
            PipelineCall a, PipelineCall b, List<GeoRaster> inputs, RasterDifference.Tolerance tolerance, int runs) {
        if (runs < 1) {
            throw new IllegalArgumentException("runs is " + runs + ", expected at least 1");
        }
        double bestA = Double.POSITIVE_INFINITY;
        double bestB = Double.POSITIVE_INFINITY;
        PipelineComparison comparison = null;
        for (int run = 0; run < runs; run++) {
            try (var arena = Arena.ofShared()) {
                long start = System.nanoTime();
                var resultA = a.apply(arena, inputs);
                long middle = System.nanoTime();
                var resultB = b.apply(arena, inputs);
                bestA = Math.min(bestA, (middle - start) / 1e9);
                bestB = Math.min(bestB, (System.nanoTime() - middle) / 1e9);
                if (comparison == null) {
                    comparison = compare(resultA, resultB, tolerance);
                }
            }
        }
        return new PipelineComparison(comparison.differences(), comparison.missing(), bestA, bestB);
    }

    static PipelineComparison compare(
            SequencedMap<String, GeoRaster> a,
            SequencedMap<String, GeoRaster> b,
            RasterDifference.Tolerance tolerance) {
        var differences = new LinkedHashMap<String, RasterDifference>();
        var missing = new ArrayList<String>();
        a.forEach((name, raster) -> {
            var other = b.get(name);
            if (other == null) {
                missing.add(name);
            } else {
                differences.put(name, RasterDifference.of(raster, other, tolerance));
            }
        });
        b.keySet().stream().filter(name -> !a.containsKey(name)).forEach(missing::add);
        return new PipelineComparison(differences, missing, Double.NaN, Double.NaN);
    }

    /// Whether every result is there twice and agrees.
    public boolean within(RasterDifference.Tolerance tolerance) {
        return missing.isEmpty() && differences.values().stream().allMatch(d -> d.within(tolerance));
    }
}
