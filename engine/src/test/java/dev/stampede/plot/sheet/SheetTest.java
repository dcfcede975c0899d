package dev.stampede.plot.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.plot.ColorMap;
import dev.stampede.plot.sheet.ChartPanel.Kind;
import dev.stampede.plot.sheet.ChartPanel.Series;
import dev.stampede.raster.Affine;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.Bounds;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.Window;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
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

        // The bar takes what its numbers need; a cell of the raster is about 36 x 36 pixels.
        assertThat(pixels(image, ColorMap.VIRIDIS.of(37, 0, 99))).isGreaterThan(900);
        assertThat(pixels(image, 0xE4E4E4)).isBetween(1150L, 1400L);
    }

    @Test
    void classesHaveTheirColoursInMapAndLegend() {
        var legend = List.of(new RasterPanel.Class(3, "three", 0x112233), new RasterPanel.Class(4, "four", 0x445566));

        var image = new Sheet("title", "sub", 1, List.of(RasterPanel.classes("classes", ramp(), legend))).draw(400);

        assertThat(pixels(image, 0x112233)).isBetween(1000L, 1400L);
        assertThat(pixels(image, 0x445566)).isBetween(1000L, 1400L);
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
    void legendsAreNotCutAndColumnsWithoutOneHaveNoGap() {
        var label = "clouds, shadows";
        var legend = List.of(new RasterPanel.Class(1, label, 0x112233));
        double font = 12;
        assertThat(new Key.Legend(legend).room(font))
                .isGreaterThan(Sheet.textWidth(label, java.awt.Font.PLAIN, 0.85 * font) + (int) font);
        var plain = RasterPanel.blank("a", 20, 20, List.of());
        var keyed = RasterPanel.blank("b", 20, 20, legend);

        var apart = new Sheet("t", "", 1, List.of(keyed)).draw(300);
        var both = new Sheet("t", "", 2, List.of(plain, keyed)).draw(300);
        var reversed = new Sheet("t", "", 2, List.of(keyed, plain)).draw(300);

        int key = new Key.Legend(legend).room(10); // the font of narrow panels
        assertThat(both.getWidth()).isEqualTo(reversed.getWidth()).isEqualTo(apart.getWidth() + 300 - key + 14);
        assertThat(pixels(both, 0xF7F7F5)).isEqualTo(2 * pixels(apart, 0xF7F7F5));
    }

    @Test
    void refusesWhatCannotBeDrawn() {
        assertThatThrownBy(() -> new Sheet("t", "", 1, List.of())).hasMessageContaining("0 panels");
        assertThatThrownBy(() -> RasterPanel.picture("p", ramp())).hasMessageContaining("uint8");
        assertThatThrownBy(() -> new Series("s", Kind.LINE, new double[2], new double[3], 0))
                .hasMessage("series s has 2 places and 3 values");
    }

    @Test
    void areasAreDrawnPixelByPixelWithOutlinesAndLegend() {
        var area = new Bounds(1000, 2000, 2000, 2500);
        var rgb = new int[760 * 380];
        Arrays.fill(rgb, 0x2040a0);
        var square = List.of(new double[] {152, 76, 608, 76, 608, 304, 152, 304});
        var plain = RasterPanel.area("plain", 760, 380, rgb, area, "m");

        var image = new Sheet("t", "s", "f", 2, List.of(plain.with(new Mark.Outlines(List.of(square))), plain)).draw();
        var legend = new Sheet(
                        "t", "", 1, List.of(plain.withLegend(List.of(new RasterPanel.Class(1, "square", 0x123456)))))
                .draw();

        assertThat(image.getWidth()).isBetween(2 * 760, 2 * 760 + 300);
        // But for the outline, its number and the bar of lengths.
        assertThat(pixels(image, 0x2040a0)).isBetween(2 * 760L * 380 * 9 / 10, 2 * 760L * 380);
        // The outline is 456 + 456 + 228 + 228 pixels long and two wide.
        assertThat(pixels(image, Mark.distinct(0))).isBetween(1000L, 3500L);
        assertThat(pixels(legend, 0x123456)).isBetween(150L, 250L);
        assertThat(pixels(legend, 0x2040a0)).isGreaterThan(760L * 380 * 9 / 10);
    }

    @Test
    void textsThatAreTooLongAreCut() {
        var text = "very long ".repeat(400);

        var image =
                new Sheet(text, text, text, 1, List.of(new TablePanel("", List.of(), List.of(), null, null))).draw();

        assertThat(image.getWidth()).isEqualTo(1600);
    }

    @Test
    void rowsOfDotsAndTablesHoldTheirRows() {
        var rows = IntStream.range(0, 30)
                .mapToObj(i -> new DotRowsPanel.Row("pair " + i, "band", new double[] {i, Double.NaN, 0}))
                .toList();
        var dots = new DotRowsPanel("", List.of("before", "global", "local"), rows);
        var table = new TablePanel(
                "",
                List.of("gain"),
                List.of(
                        new TablePanel.Row("a", List.of("0.5"), new double[] {0.5}),
                        new TablePanel.Row("b", List.of("1.5"), new double[] {1.5})),
                new double[] {1},
                new double[] {0.5});

        var chart = new Sheet("t", "s", "f", 1, List.of(dots)).draw();
        var cells = new Sheet("t", "s", "f", 1, List.of(table)).draw();

        assertThat(chart.getHeight()).isGreaterThan(30 * 20);
        assertThat(pixels(chart, 0x8c8c8c)).isGreaterThan(30 * 40); // a dot in each row
        assertThat(pixels(chart, 0x56b4e9)).isBetween(40L, 300L); // none but in the legend
        assertThat(pixels(cells, ColorMap.DIVERGING.of(0.28, 0, 1))).isGreaterThan(300);
        assertThat(pixels(cells, ColorMap.DIVERGING.of(0.72, 0, 1))).isGreaterThan(300);
    }

    @Test
    void numbersShowFourDigits() {
        assertThat(DotRowsPanel.shortened(0.12345)).isEqualTo("0.123");
        assertThat(DotRowsPanel.shortened(-12.345)).isEqualTo("\u221212.35");
        assertThat(DotRowsPanel.shortened(123456.7)).isEqualTo("123457");
    }
}
