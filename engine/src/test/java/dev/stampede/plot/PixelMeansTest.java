package dev.stampede.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PixelMeansTest {
    @Test
    void averagesWhatFallsOnAPixel() {
        assertThat(colour(false, 1, 3)).isEqualTo(ColorMap.GRAY.of(2, 0, 4));
    }

    @Test
    void averagesAnglesOnTheCircle() {
        float justBelowPi = (float) Math.PI - 0.1f;

        // either end of the scale will do, zero would be the mistake
        assertThat(colour(true, justBelowPi, -justBelowPi)).isNotEqualTo(ColorMap.GRAY.of(0, -Math.PI, Math.PI));
    }

    @Test
    void drawsNothingForNoValue() {
        assertThat(colour(false, Float.NaN, Float.NaN)).isZero();
    }

    @Test
    void aPixelWithPointsShowsTheirMeanWhateverDiscsLieAround() {
        var map = new PointMap("", new double[] {-0.5, 0, 0.5}, new double[3], new float[] {1, 2, 3});
        var image = new BufferedImage(9, 5, BufferedImage.TYPE_INT_RGB);

        new PixelMeans(new Rectangle(0, 0, 9, 5), false)
                .add(map, new Area(-1, 1, -1, 1))
                .draw(image, figure(false, map), 2.5);

        for (int i = 0; i < 3; i++) {
            int x = (int) Math.floor((map.longitude()[i] + 1) * 4.5);
            assertThat(image.getRGB(x, 2) & 0xffffff).isEqualTo(ColorMap.GRAY.of(i + 1, 0, 4));
        }
        assertThat(image.getRGB(1, 2)).isNotEqualTo(image.getRGB(7, 2));
    }

    private static int colour(boolean cyclic, float... values) {
        var map = new PointMap("", new double[values.length], new double[values.length], values);
        var area = new Area(-1, 1, -1, 1);
        var image = new BufferedImage(5, 5, BufferedImage.TYPE_INT_RGB);

        new PixelMeans(new Rectangle(0, 0, 5, 5), cyclic).add(map, area).draw(image, figure(cyclic, map), 0.6);

        return image.getRGB(2, 2) & 0xffffff;
    }

    private static Figure figure(boolean cyclic, PointMap map) {
        return new Figure(
                "",
                "",
                "",
                "",
                cyclic,
                cyclic ? -Math.PI : 0,
                cyclic ? Math.PI : 4,
                ColorMap.GRAY,
                new Figure.Marks(120, 3),
                Optional.empty(),
                Optional.empty(),
                List.of(map));
    }
}
