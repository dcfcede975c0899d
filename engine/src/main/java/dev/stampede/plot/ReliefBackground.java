package dev.stampede.plot;

import dev.stampede.geometry.ScatteredValues;
import dev.stampede.insar.artifacts.ArtifactFolder;
import dev.stampede.insar.model.Extent;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Shaded relief from the heights of the candidates: their means over square cells, joined by triangles, lit
/// by a distant lamp.
///
///     brightness = max(0, n . s),   n = (-dz/dx, -dz/dy, 1) / |.|,   s = (sin a cos e, cos a cos e, sin e)
///
/// x east, y north, a the azimuth of the lamp clockwise from north, e its elevation. Slopes are central
/// differences. Heights are exaggerated, never flattened, so that one slope in twenty is 45 degrees or steeper:
/// plains would else look the same everywhere. No brightness outside the candidates.
final class ReliefBackground implements Figure.Background {
    /// More cells than any picture has pixels of use; larger scenes get larger cells.
    private static final int MOST_CELLS = 2_000_000;

    private static final double METRES_PER_DEGREE = 111_320;
    private static final double STEEP = 0.95;
    private static final double MOST_EXAGGERATION = 20;

    private final Extent longitude;
    private final Extent latitude;
    private final int rows;
    private final int cols;
    private final float[] brightness;

    /// How relief is drawn.
    ///
    /// @param posting   side of a cell, m
    /// @param azimuth   of the lamp, degrees clockwise from north
    /// @param elevation of the lamp above the horizon, degrees, in (0, 90]
    record Light(double posting, double azimuth, double elevation) {}

    private ReliefBackground(Extent longitude, Extent latitude, int rows, int cols, float[] brightness) {
        this.longitude = longitude;
        this.latitude = latitude;
        this.rows = rows;
        this.cols = cols;
        this.brightness = brightness;
    }

    /// From `ps1`, `hgt1` of the patches, or `ps2`, `hgt2` of the merged set when no patch has both; empty when
    /// there are no heights.
    /// @param east  added to longitudes, degrees
    /// @param north added to latitudes, degrees
    static Optional<Figure.Background> read(
            ArtifactFolder root, List<Path> patches, Light light, double east, double north) throws IOException {
        var parts = new ArrayList<double[][]>();
        for (var patch : patches) {
            add(parts, new ArtifactFolder(patch), "ps1", "hgt1");
        }
        if (parts.isEmpty()) {
            add(parts, root, "ps2", "hgt2");
        }
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        var longitude = joined(parts, 0);
        var latitude = joined(parts, 1);
        for (int p = 0; p < longitude.length; p++) {
            longitude[p] += east;
            latitude[p] += north;
        }
        return of(longitude, latitude, joined(parts, 2), light);
    }

    /// Of points with heights in metres; those with NaN are left out. Empty when they are not spread over an area.
    static Optional<Figure.Background> of(double[] longitude, double[] latitude, double[] height, Light light) {
        var x = Extent.of(longitude.length, p -> longitude[p]);
        var y = Extent.of(latitude.length, p -> latitude[p]);
        double eastMetres = METRES_PER_DEGREE * Math.cos(Math.toRadians((y.min() + y.max()) / 2));
        double width = x.length() * eastMetres;
        double depth = y.length() * METRES_PER_DEGREE;
        double cell = Math.max(light.posting(), Math.sqrt(width * depth / MOST_CELLS));
        int rows = (int) Math.ceil(depth / cell) + 1;
        int cols = (int) Math.ceil(width / cell) + 1;
        if (rows < 2 || cols < 2) {
            return Optional.empty();
        }
        var sum = new double[rows * cols];
        var count = new int[rows * cols];
        for (int p = 0; p < height.length; p++) {
            if (!Double.isNaN(height[p] + longitude[p] + latitude[p])) {
                int row = (int) Math.round((latitude[p] - y.min()) * METRES_PER_DEGREE / cell);
                int col = (int) Math.round((longitude[p] - x.min()) * eastMetres / cell);
                sum[row + col * rows] += height[p];
                count[row + col * rows]++;
            }
        }
        double[] surface = surface(sum, count, rows);
        var brightness = shade(surface, rows, cols, cell, light);
        return Optional.of(new ReliefBackground(
                new Extent(x.min(), x.min() + (cols - 1) * cell / eastMetres),
                new Extent(y.min(), y.min() + (rows - 1) * cell / METRES_PER_DEGREE),
                rows,
                cols,
                brightness));
    }

    private static void add(List<double[][]> parts, ArtifactFolder folder, String points, String heights)
            throws IOException {
        if (!folder.has(points) || !folder.has(heights)) {
            return;
        }
        try (var arena = Arena.ofConfined();
                var ps = folder.open(arena, points);
                var hgt = folder.open(arena, heights)) {
            var lonLat = ps.numbers("lonlat");
            int n = lonLat.length / 2;
            parts.add(new double[][] {Arrays.copyOf(lonLat, n), Arrays.copyOfRange(lonLat, n, 2 * n), hgt.numbers("hgt")
            });
        }
    }

    private static double[] joined(List<double[][]> parts, int what) {
        return parts.stream().flatMapToDouble(part -> Arrays.stream(part[what])).toArray();
    }

    private static double[] surface(double[] sum, int[] count, int rows) {
        int[] occupied = java.util.stream.IntStream.range(0, count.length)
                .filter(i -> count[i] > 0)
                .toArray();
        return new ScatteredValues(
                        Arrays.stream(occupied).mapToDouble(i -> i % rows).toArray(),
                        Arrays.stream(occupied).mapToDouble(i -> i / rows).toArray(),
                        Arrays.stream(occupied)
                                .mapToDouble(i -> sum[i] / count[i])
                                .toArray())
                .onGrid(rows, count.length / rows);
    }

    private static float[] shade(double[] surface, int rows, int cols, double cell, Light light) {
        var east = new double[surface.length];
        var north = new double[surface.length];
        for (int i = 0; i < surface.length; i++) {
            int row = i % rows;
            north[i] = slope(surface, i, row > 0 ? -1 : 0, row + 1 < rows ? 1 : 0, 1) / cell;
            east[i] = slope(surface, i, i >= rows ? -1 : 0, i / rows + 1 < cols ? 1 : 0, rows) / cell;
        }
        double exaggeration = exaggeration(east, north);
        double azimuth = Math.toRadians(light.azimuth());
        double elevation = Math.toRadians(light.elevation());
        double sx = Math.sin(azimuth) * Math.cos(elevation);
        double sy = Math.cos(azimuth) * Math.cos(elevation);
        double sz = Math.sin(elevation);
        var out = new float[surface.length];
        for (int i = 0; i < out.length; i++) {
            double dx = exaggeration * east[i];
            double dy = exaggeration * north[i];
            double lit = (sz - dx * sx - dy * sy) / Math.sqrt(1 + dx * dx + dy * dy);
            out[i] = Double.isNaN(surface[i]) ? Float.NaN : (float) Math.max(0, lit);
        }
        return out;
    }

    /// Change per cell, from as many neighbours as there are; 0 without any.
    private static double slope(double[] surface, int i, int before, int after, int step) {
        int from = Double.isNaN(surface[i + before * step]) ? 0 : before;
        int to = Double.isNaN(surface[i + after * step]) ? 0 : after;
        return from == to ? 0 : (surface[i + to * step] - surface[i + from * step]) / (to - from);
    }

    private static double exaggeration(double[] east, double[] north) {
        var steepness = new double[east.length];
        Arrays.setAll(steepness, i -> Math.hypot(east[i], north[i]));
        var known = Arrays.stream(steepness).filter(s -> s > 0).sorted().toArray();
        return known.length == 0 ? 1 : Math.clamp(1 / known[(int) (STEEP * (known.length - 1))], 1, MOST_EXAGGERATION);
    }

    /// Between the four cells around, where all are known; else that of the nearest cell.
    @Override
    public double at(double lon, double lat) {
        double y = (lat - latitude.min()) / latitude.length() * (rows - 1);
        double x = (lon - longitude.min()) / longitude.length() * (cols - 1);
        int row = (int) Math.round(y);
        int col = (int) Math.round(x);
        if (row < 0 || row >= rows || col < 0 || col >= cols) {
            return Double.NaN;
        }
        int south = Math.clamp((int) Math.floor(y), 0, rows - 2);
        int west = Math.clamp((int) Math.floor(x), 0, cols - 2);
        double up = Math.clamp(y - south, 0, 1);
        double right = Math.clamp(x - west, 0, 1);
        int corner = south + west * rows;
        double between = (1 - right) * ((1 - up) * brightness[corner] + up * brightness[corner + 1])
                + right * ((1 - up) * brightness[corner + rows] + up * brightness[corner + rows + 1]);
        return Double.isNaN(between) ? brightness[row + col * rows] : between;
    }
}
