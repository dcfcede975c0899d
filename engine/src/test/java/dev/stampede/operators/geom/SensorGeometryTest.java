package dev.stampede.operators.geom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.operators.Rasters;
import dev.stampede.operators.RoundTrip;
import dev.stampede.operators.core.OperatorTypeException;
import dev.stampede.raster.Affine;
import dev.stampede.raster.Crs;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class SensorGeometryTest {
    private static GeoRaster degrees(GeoRaster in, double west, double north, double size) {
        return new GeoRaster(
                in.values(), Affine.northUp(west, north, size, size), new Crs("EPSG:4326"), in.fill(), in.attributes());
    }

    @Test
    void rastersAcrossTheAntimeridianAreCutThere() {
        var plain = Rasters.filled(DType.UINT8, new int[] {1, 2, 8}, i -> i);

        var parts = new AntimeridianSplit(360).apply(degrees(plain, 177, 10, 1));
        var whole = new AntimeridianSplit(360).apply(degrees(plain, 10, 10, 1));
        var east = new AntimeridianSplit(360).apply(degrees(plain, 200, 10, 1));
        var half = new AntimeridianSplit(360).apply(degrees(plain, 176.5, 10, 1));

        assertThat(parts).hasSize(2);
        assertThat(parts.getFirst().width()).isEqualTo(3);
        assertThat(parts.getFirst().affine().c()).isEqualTo(177);
        assertThat(parts.getLast().affine().c()).isEqualTo(-180);
        assertThat(Rasters.values(parts.getLast().values())).containsExactly(3, 4, 5, 6, 7, 11, 12, 13, 14, 15);
        assertThat(whole).hasSize(1);
        assertThat(whole.getFirst().affine().c()).isEqualTo(10);
        assertThat(east).hasSize(1);
        assertThat(east.getFirst().affine().c()).isEqualTo(-160);
        assertThat(half.getFirst().width()).isEqualTo(3); // the centre on 180 goes east
        assertThat(half.getLast().affine().c()).isEqualTo(-180.5);
    }

    @Test
    void segmentsFollowEachOtherInTheirOrder() {
        var a = Rasters.of(DType.INT16, new int[] {1, 2, 2}, 1, 2, 3, 4).withAttribute("segment_id", 1);
        var b = Rasters.of(DType.INT16, new int[] {1, 3, 2}, 3, 4, 5, 6, 7, 8).withAttribute("segment_id", 2);

        var plain = new SegmentStitch("segment_id", 0).apply(List.of(b, a));
        var lapped = new SegmentStitch("segment_id", 1).apply(List.of(b, a));
        var listed = new SegmentStitch("orbit", 1).apply(List.of(a, b));

        assertThat(Rasters.values(plain.values())).containsExactly(1, 2, 3, 4, 3, 4, 5, 6, 7, 8);
        assertThat(plain.shape()).containsExactly(1, 5, 2);
        assertThat(Rasters.values(lapped.values())).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(listed.values().contentEquals(lapped.values())).isTrue();
        var wide = Rasters.of(DType.INT16, new int[] {1, 1, 3}, 1, 2, 3);
        assertThatThrownBy(() -> new SegmentStitch("x", 0).apply(List.of(a, wide)))
                .isInstanceOf(OperatorTypeException.class);
        assertThatThrownBy(() -> new SegmentStitch("x", 2).apply(List.of(a, a))).hasMessageContaining("overlap");
        assertThatThrownBy(() -> new SegmentStitch("x", 0).apply(List.of())).hasMessageContaining("at least one");
    }

    private static final int SCAN = 10;
    private static final int SCANS = 5;
    private static final int COLS = 9;

    /// Rows of a scan lie 0.01 degrees apart in the middle column and 0.02 at the edges, scans 0.1.
    private static double latitude(int row, int col) {
        double middle = 60 - 0.1 * (row / SCAN);
        double spacing = 0.01 * (1 + Math.abs(col - COLS / 2) / (double) (COLS / 2));
        return middle - spacing * (row % SCAN - (SCAN - 1) / 2.0);
    }

    private static double longitude(int row, int col) {
        return 5 + 0.02 * col + 0.01 * (60 - latitude(row, col));
    }

    private static double field(double lat, double lon) {
        return 300 + 40 * Math.sin(6 * lat) + 3 * lon;
    }

    @Test
    void overlappingScansBecomeOneEvenSwath() {
        int rows = SCAN * SCANS;
        int pixels = rows * COLS;
        var places = Rasters.filled(
                DType.FLOAT64,
                new int[] {2, rows, COLS},
                i -> i < pixels ? longitude(i / COLS, i % COLS) : latitude(i % pixels / COLS, i % COLS));
        // the outermost row of each scan at the edges is deleted on board
        var swath = Rasters.filled(DType.FLOAT32, new int[] {rows, COLS}, i -> {
            int row = i / COLS;
            int col = i % COLS;
            boolean deleted = (col < 2 || col >= COLS - 2) && (row % SCAN == 0 || row % SCAN == SCAN - 1);
            return deleted ? Double.NaN : field(latitude(row, col), longitude(row, col));
        });

        var made = new BowtieCorrection(Path.of("none"), SCAN, BowtieCorrection.Along.Y, true).from(places, swath);

        assertThat(made.shape()).containsExactly(3, rows, COLS);
        int found = 0;
        for (int col = 0; col < COLS; col++) {
            for (int row = 0; row < rows; row++) {
                double value = made.values().get(0, row, col);
                double lat = 60 - 0.01 * (row - (SCAN - 1) / 2.0);
                if (value == value) {
                    found++;
                    assertThat(made.values().get(2, row, col)).isCloseTo(lat, within(1e-9));
                    assertThat(value).isCloseTo(field(lat, made.values().get(1, row, col)), within(0.1));
                }
            }
        }
        assertThat(found).isGreaterThanOrEqualTo(pixels - 2 * COLS);
        // where nothing overlaps nothing changes
        assertThat(made.values().get(0, 17, COLS / 2)).isCloseTo(swath.values().get(17, COLS / 2), within(1e-4));
    }

    @Test
    void refusesSwathsThatAreNoScans() {
        var odd = Rasters.filled(DType.FLOAT32, new int[] {15, 3}, i -> i);
        var flat = Rasters.filled(DType.FLOAT32, new int[] {20, 3}, i -> i);
        var places = Rasters.filled(DType.FLOAT64, new int[] {2, 15, 3}, i -> i);
        var still = Rasters.filled(DType.FLOAT64, new int[] {2, 20, 3}, i -> i < 60 ? i : 50);
        var op = new BowtieCorrection(Path.of("none"), SCAN, BowtieCorrection.Along.Y, false);

        assertThatThrownBy(() -> op.from(places, odd)).hasMessageContaining("15 rows");
        assertThatThrownBy(() -> op.from(places, flat)).isInstanceOf(OperatorTypeException.class);
        assertThatThrownBy(() -> op.from(still, flat)).hasMessageContaining("does not run along the track");
        var other = new BowtieCorrection(Path.of("none"), SCAN, BowtieCorrection.Along.X, false);
        assertThat(other.from(still, flat).shape()).containsExactly(20, 3);
    }

    /// The place on the ground that hides behind a point above it, by its own way: along the line until the
    /// height is 0.
    private static double[] seen(double lon, double lat, double height, double satellite) {
        double e2 = 1 - Parallax.B * Parallax.B / (Parallax.A * Parallax.A);
        double l = Math.toRadians(lon - satellite);
        double p = Math.toRadians(lat);
        double n = Parallax.A / Math.sqrt(1 - e2 * Math.pow(Math.sin(p), 2));
        double[] top = {
            (n + height) * Math.cos(p) * Math.cos(l),
            (n + height) * Math.cos(p) * Math.sin(l),
            (n * (1 - e2) + height) * Math.sin(p)
        };
        double low = 0;
        double high = 0.01;
        for (int i = 0; i < 200; i++) {
            double t = 1 + (low + high) / 2;
            double x = 42_164_160 + t * (top[0] - 42_164_160);
            double r = Math.hypot(x, t * top[1]) / Parallax.A;
            boolean inside = r * r + Math.pow(t * top[2] / Parallax.B, 2) < 1;
            low = inside ? low : (low + high) / 2;
            high = inside ? (low + high) / 2 : high;
        }
        double t = 1 + low;
        double x = 42_164_160 + t * (top[0] - 42_164_160);
        double newLat = Math.toDegrees(Math.atan2(t * top[2], Math.hypot(x, t * top[1]) * (1 - e2)));
        return new double[] {satellite + Math.toDegrees(Math.atan2(t * top[1], x)), newLat};
    }

    @Test
    void theTruePlaceComesBackFromTheOneSeen() {
        for (double[] place : new double[][] {{0, 0}, {10, 50}, {-30, -40}, {25, 60}, {40, 5}}) {
            var seen = seen(place[0], place[1], 12_000, 3);
            var back = new Parallax(3, 42_164_160).corrected(seen[0], seen[1], 12_000);

            assertThat(back[0]).isCloseTo(place[0], within(2e-4));
            assertThat(back[1]).isCloseTo(place[1], within(2e-4));
        }
        // at 60 degrees north below the meridian a top at 10 km is displaced by some 25 km to the north
        double off = (60 - new Parallax(0, 42_164_160).corrected(0, 60, 10_000)[1]) * 111.4;
        assertThat(off).isBetween(22.0, 28.0);
        assertThat(new Parallax(0, 42_164_160).corrected(120, 0, 10_000)).containsExactly(120, 0);
    }

    @Test
    void cloudsMoveAndLeaveAHole() throws IOException {
        // pixels of 0.02 degrees about 50 north, satellite at 0: a cloud moves south by about 0.13 degrees
        var ground = Rasters.filled(DType.FLOAT32, new int[] {40, 30}, i -> cloud(i) ? 200 : 280);
        var in = degrees(ground, -0.3, 50.4, 0.02).withFill(OptionalDouble.of(Double.NaN));
        var tops = degrees(
                Rasters.filled(DType.FLOAT32, new int[] {40, 30}, i -> cloud(i) ? 10_000 : 0), -0.3, 50.4, 0.02);
        var parallax = new Parallax(0, 42_164_160);
        int down = (int) Math.round((50 - parallax.corrected(0, 50, 10_000)[1]) / 0.02);

        var made = new GeostationaryParallaxCorrect(Path.of("none"), 0, 42_164_160).by(tops, in);

        assertThat(down).isBetween(5, 9);
        assertThat(made.values().get(12 + down, 15)).isEqualTo(200);
        assertThat(made.values().get(10, 15)).isNaN();
        assertThat(made.values().get(2, 2)).isEqualTo(280);
        assertThat(made.values().get(35, 15)).isEqualTo(280);
        int clouds = 0;
        for (int i = 0; i < 1200; i++) {
            clouds += made.values().get(i / 30, i % 30) == 200 ? 1 : 0;
        }
        assertThat(clouds).isBetween(85, 115);
        assertThatThrownBy(() -> new GeostationaryParallaxCorrect(Path.of("none"), 0, 42_164_160).by(ground, in))
                .hasMessageContaining("grids differ");
    }

    /// The corners of a full disk have no place on the Earth.
    @Test
    void spaceAroundTheDiskIsLeftAlone() throws IOException {
        var crs = new Crs("+proj=geos +h=35785831 +lon_0=0 +sweep=y +ellps=WGS84");
        var grid = Affine.northUp(-6_000_000, 6_000_000, 600_000, 600_000);
        var in = onDisk(Rasters.filled(DType.INT16, new int[] {20, 20}, i -> i), grid, crs);
        var tops = onDisk(Rasters.filled(DType.FLOAT32, new int[] {20, 20}, i -> i == 210 ? 9_000 : 0), grid, crs);

        var made = new GeostationaryParallaxCorrect(Path.of("none"), 0, 42_164_160).by(tops, in);

        assertThat(made.values().contentEquals(in.values())).isTrue(); // 9 km are less than a pixel
    }

    private static GeoRaster onDisk(GeoRaster in, Affine grid, Crs crs) {
        return new GeoRaster(in.values(), grid, crs, in.fill(), in.attributes());
    }

    private static boolean cloud(int i) {
        return i / 30 >= 8 && i / 30 < 18 && i % 30 >= 10 && i % 30 < 20;
    }

    @Test
    void comesBackFromFiles() {
        RoundTrip.assertComesBack(
                new AntimeridianSplit(360),
                new SegmentStitch("granule", 4),
                new BowtieCorrection(Path.of("xy.tif"), 16, BowtieCorrection.Along.X, true),
                new GeostationaryParallaxCorrect(Path.of("top.tif"), 140.7, 42_164_160));
    }
}
