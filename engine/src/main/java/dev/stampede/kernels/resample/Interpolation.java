package dev.stampede.kernels.resample;

/// How a value between pixel centres is found.
public enum Interpolation {
    /// The pixel the place lies in.
    NEAREST(0),
    /// Linear between the nearest two centres in each direction.
    BILINEAR(1),
    /// Cubic convolution over the nearest four (a = -1/2). Source: Keys (1981), doi:10.1109/TASSP.1981.1163711.
    CUBIC(2);

    private static final double A = -0.5;

    private final int radius;

    Interpolation(int radius) {
        this.radius = radius;
    }

    /// How many pixels to each side the weights reach.
    int radius() {
        return radius;
    }

    /// The weight of a centre at distance `d` pixels.
    double weight(double d) {
        double x = Math.abs(d);
        return switch (this) {
            case NEAREST -> throw new IllegalStateException("nearest has no weights");
            case BILINEAR -> x < 1 ? 1 - x : 0;
            case CUBIC ->
                x <= 1 ? ((A + 2) * x - (A + 3)) * x * x + 1 : x < 2 ? ((A * x - 5 * A) * x + 8 * A) * x - 4 * A : 0;
        };
    }
}
