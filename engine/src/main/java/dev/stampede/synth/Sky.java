package dev.stampede.synth;

import java.util.Arrays;

/// Clouds of one date, their shadows, and veils of cirrus.
final class Sky {
    private static final int SAMPLES = 48;

    private final Noise clouds;
    private final Noise cirrus;
    private final double threshold;
    private final double veil;
    private final double shiftCols;
    private final double shiftRows;

    /// The sun stands in the south-south-east at 57 degrees; clouds float 520 m above the ground, so
    /// shadows fall 340 m to the north-north-west.
    Sky(OpticalOptions options, int date) {
        clouds = new Noise(options.seed(), Streams.CLOUDS + date);
        cirrus = new Noise(options.seed(), Streams.CIRRUS + date);
        double reach = 340 / options.pixelSize();
        double azimuth = Math.toRadians(155);
        shiftCols = -reach * Math.sin(azimuth); // west of the cloud
        shiftRows = reach * Math.cos(azimuth); // and north of it
        double share = options.clouds() * (0.55 + 0.9 * clouds.uniform(-1, -1));
        threshold = share > 0 ? quantile(options, clouds, 140, 140, 1 - Math.min(share, 0.95)) : Double.MAX_VALUE;
        double veilShare = 0.4 * options.clouds();
        veil = veilShare > 0 ? quantile(options, cirrus, 420, 70, 1 - veilShare) : Double.MAX_VALUE;
    }

    private static double quantile(OpticalOptions o, Noise noise, double sizeX, double sizeY, double share) {
        var values = new double[SAMPLES * SAMPLES];
        for (int j = 0; j < SAMPLES; j++) {
            for (int i = 0; i < SAMPLES; i++) {
                double col = (i + 0.5) / SAMPLES * o.width();
                double row = (j + 0.5) / SAMPLES * o.height();
                values[j * SAMPLES + i] = noise.fractal(col / sizeX, row / sizeY, 5);
            }
        }
        Arrays.sort(values);
        return values[(int) Math.min(values.length - 1, share * values.length)];
    }

    /// Share of the light from below that a cloud stops, 0 to 1; 0.35 at its edge as the classes see it.
    double cloud(double col, double row) {
        if (threshold == Double.MAX_VALUE) {
            return 0;
        }
        double depth = clouds.fractal(col / 140, row / 140, 5) - threshold;
        return Noise.step(-0.07, 0.13, depth);
    }

    /// Opacity of the cloud that stands between this pixel and the sun.
    double shadow(double col, double row) {
        return threshold == Double.MAX_VALUE ? 0 : cloud(col - shiftCols, row - shiftRows);
    }

    /// Opacity of cirrus, 0 to 0.25.
    double veil(double col, double row) {
        return veil == Double.MAX_VALUE
                ? 0
                : 0.25 * Noise.step(-0.05, 0.3, cirrus.fractal(col / 420, row / 70, 5) - veil);
    }
}
