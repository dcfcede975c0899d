package dev.stampede.patcher;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.stampede.io.WholeFile;
import dev.stampede.io.raster.Reprojection;
import dev.stampede.operators.core.Configured;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Named;
import dev.stampede.raster.Affine;
import dev.stampede.raster.Crs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/// The patches with the highest scores, such as those a model is least sure of, for people to label. The score
/// of a patch is the mean of its values in double precision, `NaN` left out; patches without a value have none.
/// Of equal scores the patch that comes first in reading order ranks first.
///
/// @param k      how many, at least 1
/// @param lowest take the lowest scores instead
@Named("TopK")
public record TopK(int k, @Default("false") boolean lowest) implements Configured {
    private static final int CORNERS = 4;
    private static final String WGS84 = "EPSG:4326";

    /// A patch and its score.
    public record Ranked(PixelAnchor anchor, PatchSize size, double score) {}

    /// @throws IllegalArgumentException if `k` is below 1
    public TopK {
        if (k < 1) {
            throw new IllegalArgumentException("k is " + k + ", needs at least 1");
        }
    }

    /// Best first.
    private Comparator<Ranked> order() {
        Comparator<Ranked> byScore = Comparator.comparingDouble(Ranked::score);
        return (lowest ? byScore : byScore.reversed()).thenComparing(Ranked::anchor);
    }

    /// The best of patches whose values are scores, best first: at most `k`. Holds no more than `k` of them.
    public List<Ranked> of(Iterable<Patch> patches) {
        var worstFirst = new PriorityQueue<>(order().reversed());
        for (var patch : patches) {
            double score = mean(patch);
            if (!Double.isNaN(score)) {
                var window = patch.window();
                worstFirst.add(new Ranked(patch.anchor(), new PatchSize(window.height(), window.width()), score));
                if (worstFirst.size() > k) {
                    worstFirst.remove();
                }
            }
        }
        var best = new ArrayList<>(worstFirst);
        best.sort(order());
        return best;
    }

    private static double mean(Patch patch) {
        var values = patch.data().values();
        var at = new int[values.rank()];
        double sum = 0;
        long n = 0;
        for (long left = values.elements(); left > 0; left--) {
            double value = values.get(at);
            if (!Double.isNaN(value)) {
                sum += value;
                n++;
            }
            for (int axis = values.rank() - 1; axis >= 0 && ++at[axis] == values.size(axis); axis--) {
                at[axis] = 0;
            }
        }
        return n == 0 ? Double.NaN : sum / n;
    }

    /// Writes footprints as GeoJSON (RFC 7946): a polygon in WGS 84 for each patch, with rank, score, row, column,
    /// rows and columns. A grid without a reference system keeps its map coordinates.
    /// @throws IOException if it cannot be written, or the system is not understood
    public static void writeGeoJson(Path file, List<Ranked> best, RasterGrid grid) throws IOException {
        var features = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < best.size(); i++) {
            var ranked = best.get(i);
            var properties = new LinkedHashMap<String, Object>();
            properties.put("rank", i + 1);
            properties.put("score", ranked.score());
            properties.put("row", ranked.anchor().row());
            properties.put("col", ranked.anchor().col());
            properties.put("rows", ranked.size().rows());
            properties.put("cols", ranked.size().cols());
            var feature = new LinkedHashMap<String, Object>();
            feature.put("type", "Feature");
            feature.put("geometry", Map.of("type", "Polygon", "coordinates", List.of(ring(ranked, grid))));
            feature.put("properties", properties);
            features.add(feature);
        }
        var collection = new LinkedHashMap<String, Object>();
        collection.put("type", "FeatureCollection");
        collection.put("features", features);
        var mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        WholeFile.write(file, mapper.writeValueAsString(collection) + "\n");
    }

    /// Counterclockwise, closed.
    private static List<List<Double>> ring(Ranked ranked, RasterGrid grid) throws IOException {
        Affine place = grid.affine().at(ranked.anchor().col(), ranked.anchor().row());
        double cols = ranked.size().cols();
        double rows = ranked.size().rows();
        double[][] corners = {{0, 0}, {0, rows}, {cols, rows}, {cols, 0}};
        var x = new double[CORNERS];
        var y = new double[CORNERS];
        boolean clockwise = place.determinant() > 0;
        for (int i = 0; i < CORNERS; i++) {
            var corner = corners[clockwise ? CORNERS - 1 - i : i];
            x[i] = place.x(corner[0], corner[1]);
            y[i] = place.y(corner[0], corner[1]);
        }
        if (!grid.crs().isNone()) {
            Reprojection.transform(x, y, grid.crs(), new Crs(WGS84));
        }
        var ring = new ArrayList<List<Double>>();
        for (int i = 0; i <= CORNERS; i++) {
            ring.add(List.of(x[i % CORNERS], y[i % CORNERS]));
        }
        return ring;
    }
}
