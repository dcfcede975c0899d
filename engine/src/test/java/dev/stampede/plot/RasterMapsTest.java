package dev.stampede.plot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.raster.Bounds;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RasterMapsTest {
    private static final Bounds AREA = new Bounds(1000, 2000, 2000, 2500);

    private static RasterMaps.Panel plain(int argb) {
        var size = RasterMaps.size(AREA);
        var pixels = new int[size[0] * size[1]];
        Arrays.fill(pixels, argb);
        return new RasterMaps.Panel("plain", size[0], size[1], pixels);
    }

    private static long count(BufferedImage image, int rgb) {
        return IntStream.range(0, image.getWidth() * image.getHeight())
                .filter(i -> (image.getRGB(i % image.getWidth(), i / image.getWidth()) & 0xffffff) == rgb)
                .count();
    }

    @Test
    void panelsHaveTheProportionsOfTheArea() {
        assertThat(RasterMaps.size(AREA)).containsExactly(760, 380);
        assertThat(RasterMaps.size(new Bounds(0, 0, 1, 4))).containsExactly(190, 760);
        assertThat(RasterMaps.size(new Bounds(0, 0, 1, 1e9))[0]).isEqualTo(1);
    }

    @Test
    void picturesOutlinesAndLegendAreDrawn() {
        var square = new RasterMaps.Outline(
                "square", List.of(new double[] {1200, 2100, 1800, 2100, 1800, 2400, 1200, 2400}));
        var maps = new RasterMaps(
                "t", "s", "f", AREA, "m", List.of(plain(0xff2040a0), plain(0x00000000)), List.of(square));

        var image = maps.image();

        assertThat(count(image, 0x2040a0)).isBetween(760L * 380 * 8 / 10, 760L * 380);
        assertThat(count(image, 0xf2f2f2)).isGreaterThan(760L * 380 * 8 / 10); // where there is nothing
        // The outline, 456 + 456 + 228 + 228 pixels long, in both panels, two pixels wide.
        assertThat(count(image, 0xe69f00)).isBetween(2000L, 7000L);
    }

    @Test
    void textsThatAreTooLongAreCut() {
        var text = "very long ".repeat(400);

        var image = new RasterMaps(text, text, text, AREA, "m", List.of(plain(0xff808080)), List.of()).image();

        assertThat(image.getWidth()).isLessThanOrEqualTo(1600);
    }

    @Test
    void chartsAndTablesHoldTheirRows() {
        var rows = IntStream.range(0, 30)
                .mapToObj(i -> new DotChart.Row("pair " + i, "band", new double[] {i, Double.NaN, 0}))
                .toList();
        var chart = new DotChart("t", "s", "f", List.of("before", "global", "local"), rows).image();
        var table = new NumberTable(
                        "t",
                        "s",
                        "f",
                        List.of("gain"),
                        List.of(
                                new NumberTable.Row("a", List.of("0.5"), new double[] {0.5}),
                                new NumberTable.Row("b", List.of("1.5"), new double[] {1.5})),
                        new double[] {1},
                        new double[] {0.5})
                .image();

        assertThat(chart.getHeight()).isGreaterThan(30 * 20);
        assertThat(count(chart, 0x8c8c8c)).isGreaterThan(30 * 40); // a dot in each row
        assertThat(count(chart, 0x56b4e9)).isBetween(40L, 300L); // none but in the legend
        int red = ColorMap.DIVERGING.rgb(0.28);
        int blue = ColorMap.DIVERGING.rgb(0.72);
        assertThat(count(table, red)).isGreaterThan(300);
        assertThat(count(table, blue)).isGreaterThan(300);
    }

    @Test
    void numbersShowFourDigits() {
        assertThat(DotChart.shortened(0.12345)).isEqualTo("0.123");
        assertThat(DotChart.shortened(-12.345)).isEqualTo("\u221212.35");
        assertThat(DotChart.shortened(123456.7)).isEqualTo("123457");
    }
}
