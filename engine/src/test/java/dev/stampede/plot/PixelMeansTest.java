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

    private static int colour(boolean cyclic, float... values) {
        var map = new PointMap("", new double[values.length], new double[values.length], values);
        var area = new Area(-1, 1, -1, 1);
        var figure = new Figure(
                "",
                "",
                "",
                "",
                cyclic,
                cyclic ? -Math.PI : 0,
                cyclic ? Math.PI : 4,
                ColorMap.GRAY,
                Optional.empty(),
                Optional.empty(),
                List.of(map));
        var image = new BufferedImage(5, 5, BufferedImage.TYPE_INT_RGB);

        new PixelMeans(new Rectangle(0, 0, 5, 5), cyclic).add(map, area).draw(image, figure, 0.6);

        return image.getRGB(2, 2) & 0xffffff;
    }
}
