package dev.stampede.mosaic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.io.raster.RasterFile;
import dev.stampede.raster.DType;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.stream.IntStream;

/// Two rasters, pixel by pixel.
///
/// @param values    numbers compared
/// @param differing how many differ
/// @param most      largest difference; infinity where only one is a number
public record PixelComparison(long values, long differing, double most) {
    private static final double SAME_PLACE = 1e-6;

    /// Checks that size, place, type, and no-data values agree, and compares all bands.
    public static PixelComparison of(Path actual, Path expected) throws IOException {
        try (var a = RasterFile.open(actual.toString());
                var b = RasterFile.open(expected.toString());
                var arena = Arena.ofConfined()) {
            var info = b.info();
            assertThat(new int[] {a.info().width(), a.info().height(), a.info().bands()})
                    .as("size of %s", expected)
                    .containsExactly(info.width(), info.height(), info.bands());
            double[] place = info.affine().orElseThrow().geoTransform();
            double[] ours = a.info().affine().orElseThrow().geoTransform();
            for (int i = 0; i < place.length; i++) {
                assertThat(ours[i])
                        .as("geotransform %d of %s", i, expected)
                        .isCloseTo(place[i], org.assertj.core.api.Assertions.within(SAME_PLACE));
            }
            assertThat(a.info().dtype()).isEqualTo(info.dtype());
            assertThat(a.info().noData()).isEqualTo(info.noData());
            int[] bands = IntStream.rangeClosed(1, info.bands()).toArray();
            var x = arena.allocate(8 * info.window().pixels() * bands.length, 8);
            var y = arena.allocate(8 * info.window().pixels() * bands.length, 8);
            a.read(info.window(), bands, DType.FLOAT64, x);
            b.read(info.window(), bands, DType.FLOAT64, y);
            return compare(x.toArray(ValueLayout.JAVA_DOUBLE), y.toArray(ValueLayout.JAVA_DOUBLE));
        }
    }

    private static PixelComparison compare(double[] x, double[] y) {
        long differing = 0;
        double most = 0;
        for (int i = 0; i < x.length; i++) {
            if (x[i] != y[i] && !(Double.isNaN(x[i]) && Double.isNaN(y[i]))) {
                differing++;
                double difference = Math.abs(x[i] - y[i]);
                most = Math.max(most, Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference);
            }
        }
        return new PixelComparison(x.length, differing, most);
    }
}
