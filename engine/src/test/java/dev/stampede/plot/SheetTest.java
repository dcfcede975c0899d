package dev.stampede.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.plot.sheet.ChartPanel;
import dev.stampede.plot.sheet.ChartPanel.Kind;
import dev.stampede.plot.sheet.ChartPanel.Series;
import dev.stampede.plot.sheet.Mark;
import dev.stampede.plot.sheet.RasterPanel;
import dev.stampede.plot.sheet.Sheet;
import dev.stampede.raster.Affine;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.Window;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.lang.foreign.Arena;
import java.util.List;
import org.junit.jupiter.api.Test;

class SheetTest {
    /// Values 0 ... 99 by row and column; one is NaN.
    private static GeoRaster ramp() {
        var values = ArrayView.allocate(Arena.ofAuto(), DType.FLOAT64, 10, 10);
        for (int i = 0; i < 100; i++) {
            values.set(i == 55 ? Double.NaN : i, i / 10, i % 10);
        }
        return GeoRaster.of(values, Affine.northUp(0, 0, 10, 10));
    }

    private static long pixels(BufferedImage image, int rgb) {
        long count = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                count += (image.getRGB(x, y) & 0xFFFFFF) == rgb ? 1 : 0;
            }
        }
        return count;
    }

    @Test
    void valuesTakeTheColoursOfTheMapAndNanIsGrey() {
        var panel = RasterPanel.values("ramp", ramp(), ColorMap.VIRIDIS, 0, 99, "m");

        var image = new Sheet("title", "", 1, List.of(panel)).draw(400);

        // A cell of the raster is about 32 x 32 pixels.
        assertThat(pixels(image, ColorMap.VIRIDIS.of(37, 0, 99))).isGreaterThan(900);
        assertThat(pixels(image, 0xE4E4E4)).isBetween(900L, 1100L);
    }

    @Test
    void classesHaveTheirColoursInMapAndLegend() {
        var legend = List.of(new RasterPanel.Class(3, "three", 0x112233), new RasterPanel.Class(4, "four", 0x445566));

        var image = new Sheet("title", "sub", 1, List.of(RasterPanel.classes("classes", ramp(), legend))).draw(400);

        assertThat(pixels(image, 0x112233)).isBetween(900L, 1200L);
        assertThat(pixels(image, 0x445566)).isBetween(900L, 1200L);
    }

    @Test
    void marksAndChartsAreDrawnAndPanelsOfOneSheetAreEquallyLarge() {
        var boxes = new Mark.Boxes(List.of(new Window(2, 2, 4, 4)), new Color(0xFF00AA));
        var lines = new ChartPanel(
                "chart",
                "x",
                "y",
                List.of(
                        new Series(
                                "line", Kind.LINE, new double[] {0, 1, 2}, new double[] {0, Double.NaN, 3}, 0x0000FF),
                        new Series("bars", Kind.BARS, new double[] {0, 1, 2}, new double[] {1, 2, 3}, 0x00AA00)));

        var image = new Sheet(
                        "title",
                        "",
                        2,
                        List.of(RasterPanel.blank("anchors", 20, 20, List.of()).with(boxes), lines))
                .draw(300);

        assertThat(pixels(image, 0xFF00AA)).isGreaterThan(150);
        assertThat(pixels(image, 0x00AA00)).isGreaterThan(3000);
        assertThat(image.getWidth()).isGreaterThan(600);
    }

    @Test
    void refusesWhatCannotBeDrawn() {
        assertThatThrownBy(() -> new Sheet("t", "", 1, List.of())).hasMessageContaining("0 panels");
        assertThatThrownBy(() -> RasterPanel.picture("p", ramp())).hasMessageContaining("uint8");
        assertThatThrownBy(() -> new Series("s", Kind.LINE, new double[2], new double[3], 0))
                .hasMessage("series s has 2 places and 3 values");
    }
}
