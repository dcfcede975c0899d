package dev.stampede.mosaic.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.io.raster.RasterInfo;
import dev.stampede.mosaic.PixelSource;
import dev.stampede.mosaic.source.MatchingKernels;
import dev.stampede.raster.Affine;
import dev.stampede.raster.DType;
import dev.stampede.raster.Window;
import dev.stampede.runtime.UsageException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;

class FeatheredSourceTest {
    private static final int SIZE = 40;

    /// One value all over.
    private record Flat(String name, RasterInfo info, double value) implements PixelSource {
        @Override
        public void read(Window window, MemorySegment outPixels) {
            for (long i = 0; i < window.pixels(); i++) {
                outPixels.setAtIndex(ValueLayout.JAVA_DOUBLE, i, value);
            }
        }
    }

    private static Flat flat(String name, double left, double value) {
        var info = RasterInfo.of(
                SIZE, SIZE, 1, DType.FLOAT64, Affine.northUp(left, 400, 10, 10), "", OptionalDouble.of(-1));
        return new Flat(name, info, value);
    }

    private static Polygon box(double left, double right) {
        return new GeometryFactory().createPolygon(new Coordinate[] {
            new Coordinate(left, 0),
            new Coordinate(left, 400),
            new Coordinate(right, 400),
            new Coordinate(right, 0),
            new Coordinate(left, 0)
        });
    }

    private static FeatheredSource mosaic(double reach, double shift) {
        // Two images that overlap from 200 to 400, with the seam at 300.
        return new FeatheredSource(
                "mosaic",
                List.of(flat("west", 0, 100), flat("east", 200 + shift, 200)),
                List.of(List.of(box(0, 300)), List.of(box(300, 600))),
                reach,
                MergeParameters.DEFAULT,
                MatchingKernels.fastest().gainOffset());
    }

    private static double[] row(PixelSource source, Window window) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var pixels = arena.allocate(8 * window.pixels(), 8);
            source.read(window, pixels);
            return pixels.toArray(ValueLayout.JAVA_DOUBLE);
        }
    }

    @Test
    void imagesPassIntoEachOtherAlongTheSeamOnly() throws IOException {
        var mosaic = mosaic(40, 0);

        double[] values = row(mosaic, new Window(0, 20, mosaic.info().width(), 1));

        assertThat(values).hasSize(60);
        for (int col = 0; col < 60; col++) {
            double centre = 10 * col + 5;
            double share = Math.clamp((centre - 300 + 40) / 80, 0, 1);
            assertThat(values[col]).as("column %d", col).isCloseTo(100 + 100 * share, within(1e-9));
        }
    }

    @Test
    void aWindowHasThePixelsOfTheWhole() throws IOException {
        var mosaic = mosaic(35, 0);
        double[] whole = row(mosaic, mosaic.info().window());

        double[] part = row(mosaic, new Window(27, 3, 7, 5));

        for (int i = 0; i < part.length; i++) {
            assertThat(part[i]).isEqualTo(whole[(3 + i / 7) * 60 + 27 + i % 7]);
        }
    }

    @Test
    void imagesOffTheGridAreRefused() {
        assertThatThrownBy(() -> mosaic(40, 3))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("image 'east' is not on the grid of the mosaic; align the images first");
        assertThatThrownBy(() -> mosaic(0, 0))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("must be > 0");
    }
}
