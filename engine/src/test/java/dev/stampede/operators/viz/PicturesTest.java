package dev.stampede.operators.viz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stampede.bindings.NativeLibrary;
import dev.stampede.bindings.gdal.GdalLibrary;
import dev.stampede.io.raster.Reprojection;
import dev.stampede.operators.Rasters;
import dev.stampede.raster.Crs;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class PicturesTest {
    private static GeoRaster picture(int bands, int rows, int cols, double... levels) {
        return Rasters.filled(DType.UINT8, new int[] {bands, rows, cols}, i -> levels[i / (rows * cols)]);
    }

    private static double[] pixel(GeoRaster picture, int row, int col) {
        var levels = new double[picture.bands()];
        for (int band = 0; band < levels.length; band++) {
            levels[band] = picture.values().get(band, row, col);
        }
        return levels;
    }

    @Test
    void colorsMixByOpacityMultiplyAndScreen() {
        var lower = picture(3, 1, 2, 200, 100, 0);
        var upper = picture(4, 1, 2, 100, 100, 255, 51); // a fifth

        var alpha = new Overlay(Overlay.Mode.ALPHA, 1).apply(lower, upper);
        var half = new Overlay(Overlay.Mode.ALPHA, 0.5).apply(lower, upper);
        var multiply = new Overlay(Overlay.Mode.MULTIPLY, 1).apply(lower, picture(3, 1, 2, 255, 51, 255));
        var screen = new Overlay(Overlay.Mode.SCREEN, 1).apply(lower, picture(3, 1, 2, 0, 51, 255));

        assertThat(pixel(alpha, 0, 1)).containsExactly(180, 100, 51);
        assertThat(pixel(half, 0, 0)).containsExactly(190, 100, 26); // 25.5 up
        assertThat(pixel(multiply, 0, 0)).containsExactly(200, 20, 0);
        assertThat(pixel(screen, 0, 0)).containsExactly(200, 131, 255);
    }

    @Test
    void opacityAddsUpAndGreyCountsAsThreeChannels() {
        var lower = picture(4, 1, 1, 0, 0, 0, 0);
        var faint = picture(4, 1, 1, 10, 20, 30, 128);
        var grey = Rasters.of(DType.UINT8, new int[] {1, 1}, 77);

        var over = new Overlay(Overlay.Mode.MULTIPLY, 1).apply(lower, faint);
        var nothing = new Overlay(Overlay.Mode.ALPHA, 0).apply(lower, faint);
        var both = new Overlay(Overlay.Mode.ALPHA, 1).apply(grey, picture(4, 1, 1, 1, 2, 3, 0));

        assertThat(pixel(over, 0, 0)).containsExactly(10, 20, 30, 128); // nothing beneath to mix with
        assertThat(pixel(nothing, 0, 0)).containsExactly(0, 0, 0, 0);
        assertThat(pixel(both, 0, 0)).containsExactly(77, 77, 77);
        assertThatThrownBy(() ->
                        new Overlay(Overlay.Mode.ALPHA, 1).apply(grey, Rasters.of(DType.FLOAT32, new int[] {1, 1}, 3)))
                .hasMessageContaining("StretchToUint8");
        assertThatThrownBy(() -> new Overlay(Overlay.Mode.ALPHA, 1).apply(grey, picture(3, 2, 1, 1, 1, 1)))
                .hasMessageContaining("the grids differ");
        assertThatThrownBy(() -> new Overlay(Overlay.Mode.ALPHA, 1.5)).hasMessageContaining("opacity is 1.5");
    }

    @Test
    void reliefIsColorTimesShade() {
        var plane = Rasters.filled(DType.FLOAT64, new int[] {5, 5}, i -> i == 24 ? Double.NaN : 10.0 * (i % 5));

        var relief =
                new ShadedRelief(Palette.GRAY, OptionalDouble.empty(), OptionalDouble.empty(), 270, 45, 1).apply(plane);
        var shade = new Hillshade(270, 45, 1, OptionalDouble.empty(), OptionalDouble.empty()).apply(plane);

        double light = shade.values().get(2, 2);
        assertThat(pixel(relief, 2, 2))
                .containsExactly(
                        Math.round(127 * light / 255),
                        Math.round(127 * light / 255),
                        Math.round(127 * light / 255),
                        255);
        assertThat(pixel(relief, 4, 4)).containsExactly(0, 0, 0, 0);
        assertThat(pixel(relief, 2, 0)).containsExactly(0, 0, 0, 255);
    }

    @Test
    void classesHaveTheirColorsAndOthersAreTransparent() {
        var classes = Rasters.of(DType.FLOAT32, new int[] {1, 5}, 1, 2, 1.5, Double.NaN, -3);

        var colored = new ApplyDiscreteColormap(
                        Map.of("1", List.of(10, 20, 30), "2", List.of(1, 2, 3, 4), "-3", List.of(255, 0, 255)))
                .apply(classes);

        assertThat(colored.shape()).containsExactly(4, 1, 5);
        assertThat(pixel(colored, 0, 0)).containsExactly(10, 20, 30, 255);
        assertThat(pixel(colored, 0, 1)).containsExactly(1, 2, 3, 4);
        assertThat(pixel(colored, 0, 2)).containsExactly(0, 0, 0, 0);
        assertThat(pixel(colored, 0, 3)).containsExactly(0, 0, 0, 0);
        assertThat(pixel(colored, 0, 4)).containsExactly(255, 0, 255, 255);
        assertThat(colored.bandIndex("alpha")).isEqualTo(3);
        assertThatThrownBy(() -> new ApplyDiscreteColormap(Map.of("a", List.of(1, 2, 3))))
                .hasMessageContaining("colors is a=[1, 2, 3]");
        assertThatThrownBy(() -> new ApplyDiscreteColormap(Map.of("1", List.of(1, 2))))
                .hasMessageContaining("colors");
    }

    @Test
    void polygonsAndPointsAreDrawnAtTheirPlaceOnTheMap() {
        assumeTrue(GdalLibrary.status() instanceof NativeLibrary.Loaded, "GDAL is not installed");
        var base = picture(3, 20, 20, 0, 0, 0); // pixels of 10 m from (500000, 4000000)
        var box = "POLYGON ((500050 3999950, 500150 3999950, 500150 3999850, 500050 3999850, 500050 3999950),"
                + "(500090 3999910, 500110 3999910, 500110 3999890, 500090 3999890, 500090 3999910))";

        var filled = new AnnotatePolygons(
                        List.of(box), Optional.empty(), List.of(255, 0, 0), 0, Optional.of(List.of(0, 200, 0)))
                .apply(base);
        var outlined = new AnnotatePolygons(List.of(box), Optional.empty(), List.of(255, 0, 0), 2, Optional.empty())
                .apply(base);
        var dots = new AnnotatePoints(
                        List.of(List.of(500105.0, 3999895.0), List.of(0.0, 0.0)), Optional.empty(), List.of(9, 8, 7), 2)
                .apply(base);

        for (int row = 0; row < 20; row++) {
            for (int col = 0; col < 20; col++) {
                boolean hole = row >= 9 && row < 11 && col >= 9 && col < 11;
                boolean inside = row >= 5 && row < 15 && col >= 5 && col < 15 && !hole;
                assertThat(pixel(filled, row, col)).containsExactly(0, inside ? 200 : 0, 0);
            }
        }
        assertThat(pixel(outlined, 5, 8)[0]).isGreaterThan(200);
        assertThat(pixel(outlined, 7, 7)).containsExactly(0, 0, 0);
        assertThat(pixel(dots, 10, 10)).containsExactly(9, 8, 7);
        assertThat(pixel(dots, 10, 13)).containsExactly(0, 0, 0);
        assertThat(pixel(base, 10, 10)).containsExactly(0, 0, 0);
        assertThatThrownBy(() -> new AnnotatePolygons(
                                List.of("POLYGON ((1"), Optional.empty(), List.of(1, 1, 1), 1, Optional.empty())
                        .apply(base))
                .hasMessageContaining("expected WKT");
        assertThatThrownBy(() -> new AnnotatePoints(List.of(List.of(1.0)), Optional.empty(), List.of(1, 2, 3), 1))
                .hasMessageContaining("points");
        assertThatThrownBy(() -> new AnnotatePoints(List.of(), Optional.empty(), List.of(1, 2, 300), 1))
                .hasMessageContaining("color");
    }

    @Test
    void geometriesOfAnotherSystemAndOfLinesAreDrawnToo() {
        assumeTrue(GdalLibrary.status() instanceof NativeLibrary.Loaded, "GDAL is not installed");
        var base = picture(1, 20, 20, 40);
        var degrees = place(base, 10.5, 10.5);

        var dots =
                new AnnotatePoints(List.of(degrees), Optional.of("EPSG:4326"), List.of(255, 255, 0), 1.5).apply(base);
        var lines = new AnnotatePolygons(
                        List.of("GEOMETRYCOLLECTION (LINESTRING (500000 3999895, 500200 3999895))"),
                        Optional.empty(),
                        List.of(255, 255, 255),
                        1,
                        Optional.of(List.of(0, 0, 255)))
                .apply(base);

        assertThat(pixel(dots, 10, 10)).containsExactly(255, 255, 0);
        assertThat(pixel(dots, 0, 0)).containsExactly(40, 40, 40);
        assertThat(pixel(lines, 10, 3)).containsExactly(255, 255, 255);
        assertThat(pixel(lines, 12, 3)).containsExactly(40, 40, 40);
    }

    private static List<Double> place(GeoRaster raster, double col, double row) {
        var x = new double[] {raster.affine().x(col, row)};
        var y = new double[] {raster.affine().y(col, row)};
        try {
            Reprojection.transform(x, y, raster.crs(), new Crs("EPSG:4326"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.of(x[0], y[0]);
    }

    @Test
    void gammaBrightensBytesAndShares() {
        var bytes = new GammaCorrect(2).apply(Rasters.of(DType.UINT8, new int[] {1, 3}, 0, 64, 255));
        var shares = new GammaCorrect(0.5).apply(Rasters.of(DType.FLOAT64, new int[] {1, 3}, -1, 0.5, Double.NaN));

        assertThat(Rasters.values(bytes.values())).containsExactly(0, 127, 255);
        assertThat(Rasters.values(shares.values())).containsExactly(0, 0.25, Double.NaN);
    }

    @Test
    void fixedLimitsGiveTheSameBytesForAnyPartOfAScene() {
        var in = Rasters.of(DType.FLOAT64, new int[] {1, 6}, -1, 0, 0.25, 0.5, 7, Double.NaN);

        var bytes = new ToUint8(0, 0.5).apply(in);

        assertThat(bytes.dtype()).isEqualTo(DType.UINT8);
        assertThat(Rasters.values(bytes.values())).containsExactly(0, 0, 127, 255, 255, 0);
        assertThat(bytes.fill()).hasValue(0);
        assertThatThrownBy(() -> new ToUint8(1, 1)).hasMessageContaining("vmin is 1.0");
    }
}
