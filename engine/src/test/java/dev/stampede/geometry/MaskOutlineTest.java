package dev.stampede.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Polygon;

class MaskOutlineTest {
    private static final PolygonPixels.Axis UNIT = new PolygonPixels.Axis(0, 1);

    private static MaskOutline fed(byte[] mask, int width) {
        var outline = new MaskOutline(width);
        for (int from = 0; from < mask.length; from += width) {
            outline.addRow(mask, from);
        }
        return outline;
    }

    private static Polygon largest(int width, String... rows) {
        byte[] mask = new byte[width * rows.length];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = (byte) (rows[i / width].charAt(i % width) == '#' ? 1 : 0);
        }
        return fed(mask, width).largest().orElseThrow();
    }

    @Test
    void aMaskWithoutDataHasNoOutline() {
        assertThat(fed(new byte[12], 4).largest()).isEmpty();
        assertThat(new MaskOutline(3).largest()).isEmpty();
    }

    @Test
    void theRingBeginsAtTheUpperLeftAndGoesDown() {
        var ring = largest(4, "....", ".##.", ".##.").getExteriorRing().getCoordinates();

        assertThat(ring)
                .containsExactly(
                        new Coordinate(1, 1),
                        new Coordinate(1, 3),
                        new Coordinate(3, 3),
                        new Coordinate(3, 1),
                        new Coordinate(1, 1));
    }

    @Test
    void pixelsThatShareACornerBelongTogetherAndHolesStay() {
        var diagonal = largest(3, "#..", ".#.", "..#");
        var ring = largest(5, "#####", "#...#", "#.#.#", "#...#", "#####");
        var diamond = largest(3, ".#.", "#.#", ".#.");

        assertThat(diagonal.getArea()).isEqualTo(3);
        assertThat(ring.getArea()).isEqualTo(16); // the pixel in the middle is a region of its own
        assertThat(ring.getNumInteriorRing()).isOne();
        assertThat(diamond.getArea()).isEqualTo(4);
        assertThat(diamond.getNumInteriorRing()).isOne();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 40, 30, 0.3",
        "2, 40, 30, 0.6",
        "3, 64, 1, 0.5",
        "4, 1, 64, 0.5",
        "5, 97, 83, 0.42",
        "6, 50, 50, 0.9"
    })
    void theOutlineHoldsExactlyThePixelsOfTheLargestRegion(long seed, int width, int height, double share) {
        var random = new Random(seed);
        byte[] mask = new byte[width * height];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = (byte) (random.nextDouble() < share ? 1 : 0);
        }

        var outline = fed(mask, width).largest().orElseThrow();

        byte[] expected = largestByFlooding(mask, width, height);
        byte[] burnt = new byte[mask.length];
        new PolygonPixels(outline, UNIT, UNIT).mark(0, 0, width, height, false, burnt);
        assertThat(burnt).isEqualTo(expected);
        int pixels = 0;
        for (byte pixel : expected) {
            pixels += pixel;
        }
        assertThat(outline.getArea()).isEqualTo(pixels);
    }

    private static byte[] largestByFlooding(byte[] mask, int width, int height) {
        byte[] left = mask.clone();
        byte[] best = new byte[mask.length];
        int most = 0;
        for (int start = 0; start < left.length; start++) {
            if (left[start] == 0) {
                continue;
            }
            byte[] region = new byte[mask.length];
            int size = 0;
            var open = new ArrayDeque<Integer>();
            open.add(start);
            left[start] = 0;
            while (!open.isEmpty()) {
                int pixel = open.remove();
                region[pixel] = 1;
                size++;
                for (int dr = -1; dr <= 1; dr++) {
                    for (int dc = -1; dc <= 1; dc++) {
                        int row = pixel / width + dr;
                        int col = pixel % width + dc;
                        if (row >= 0 && row < height && col >= 0 && col < width && left[row * width + col] != 0) {
                            left[row * width + col] = 0;
                            open.add(row * width + col);
                        }
                    }
                }
            }
            if (size > most) {
                most = size;
                best = region;
            }
        }
        return Arrays.copyOf(best, best.length);
    }
}
