package dev.stampede.plot;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.Arrays;

/// The mean value of all points that fall on each pixel: with millions of points the order in which they
/// are drawn must not decide what is seen. Angles are averaged on the circle.
final class PixelMeans {
    private final Rectangle box;
    private final boolean cyclic;
    private final float[] sum;
    private final float[] sine;
    private final int[] count;

    PixelMeans(Rectangle box, boolean cyclic) {
        this.box = box;
        this.cyclic = cyclic;
        int pixels = Math.multiplyExact(box.width, box.height);
        sum = new float[pixels];
        sine = cyclic ? new float[pixels] : sum;
        count = new int[pixels];
    }

    PixelMeans add(PointMap map, Area area) {
        double perDegreeEast = box.width / area.width();
        double perDegreeNorth = box.height / area.height();
        for (int p = 0; p < map.value().length; p++) {
            float v = map.value()[p];
            int x = (int) Math.floor((map.longitude()[p] - area.west()) * perDegreeEast);
            int y = (int) Math.floor((area.north() - map.latitude()[p]) * perDegreeNorth);
            if (!Float.isNaN(v) && x >= 0 && x < box.width && y >= 0 && y < box.height) {
                int i = y * box.width + x;
                count[i]++;
                if (cyclic) {
                    sum[i] += (float) Math.cos(v);
                    sine[i] += (float) Math.sin(v);
                } else {
                    sum[i] += v;
                }
            }
        }
        return this;
    }

    /// Draws a disc of radius `r` pixels for every pixel with a value. Where discs overlap the nearest one is
    /// seen, so that a pixel with points always shows their mean.
    void draw(BufferedImage image, Figure figure, double r) {
        int reach = (int) Math.floor(r);
        int limit = (int) Math.floor(Math.max(r * r, 0.5));
        var nearest = new int[count.length];
        Arrays.fill(nearest, Integer.MAX_VALUE);
        for (int y = 0; y < box.height; y++) {
            for (int x = 0; x < box.width; x++) {
                int i = y * box.width + x;
                if (count[i] > 0) {
                    disc(image, nearest, x, y, reach, limit, figure.colors().of(mean(i), figure.low(), figure.high()));
                }
            }
        }
    }

    private double mean(int i) {
        return cyclic ? Math.atan2(sine[i], sum[i]) : sum[i] / count[i];
    }

    private void disc(BufferedImage image, int[] nearest, int cx, int cy, int reach, int limit, int rgb) {
        for (int y = Math.max(0, cy - reach); y <= Math.min(box.height - 1, cy + reach); y++) {
            for (int x = Math.max(0, cx - reach); x <= Math.min(box.width - 1, cx + reach); x++) {
                int square = (x - cx) * (x - cx) + (y - cy) * (y - cy);
                if (square <= limit && square < nearest[y * box.width + x]) {
                    nearest[y * box.width + x] = square;
                    image.setRGB(box.x + x, box.y + y, rgb);
                }
            }
        }
    }
}
