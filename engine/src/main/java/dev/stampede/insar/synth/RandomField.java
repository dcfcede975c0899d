package dev.stampede.insar.synth;

/// A stationary random field with an isotropic power-law spectrum, zero mean and unit deviation over the scene.
///
/// It is made on a grid of at most [#MAX_NODES] nodes along the longer side, whatever the raster, and read
/// between nodes linearly: structure finer than a five-hundredth of the scene is not modelled.
final class RandomField {
    static final int MAX_NODES = 512;

    private final float[] values;
    private final int nodesX;
    private final double stepX;
    private final double stepY;

    private RandomField(float[] values, int nodesX, double stepX, double stepY) {
        this.values = values;
        this.nodesX = nodesX;
        this.stepX = stepX;
        this.stepY = stepY;
    }

    /// Two independent fields from one transform: the real and the imaginary part of a complex one.
    ///
    /// @param slope      exponent of the power spectrum against wavenumber, negative
    /// @param shortest   structure below this wavelength is damped, m; 0 = none
    static RandomField[] pair(Scene scene, long stream, double slope, double shortest) {
        int nodesX = Math.min(MAX_NODES, scene.width());
        int nodesY = Math.min(MAX_NODES, scene.height());
        double stepX = (scene.width() - 1.0) / (nodesX - 1);
        double stepY = (scene.height() - 1.0) / (nodesY - 1);
        int n = Integer.highestOneBit(2 * Math.max(nodesX, nodesY) - 1) << 1;
        double spacing = scene.groundSpacing() * Math.max(stepX, stepY);
        var re = new double[n * n];
        var im = new double[n * n];
        var amplitude = amplitudes(n, spacing, slope, shortest);
        var random = new KeyedRandom(scene.seed(), stream);
        for (int y = 0; y < n; y++) {
            for (int x = 0; x < n; x++) {
                int i = y * n + x;
                double a = amplitude[Math.min(y, n - y) * (n / 2 + 1) + Math.min(x, n - x)];
                if (a > 0) {
                    double radius = a * random.radius(i);
                    double angle = random.angle(i);
                    re[i] = radius * Math.cos(angle);
                    im[i] = radius * Math.sin(angle);
                }
            }
        }
        Fourier.transform2d(re, im, n);
        return new RandomField[] {
            standardised(re, n, nodesX, nodesY, stepX, stepY), standardised(im, n, nodesX, nodesY, stepX, stepY)
        };
    }

    /// Square roots of the spectrum for the wavenumbers of one quadrant, `(n/2 + 1)²`; the others mirror them.
    private static double[] amplitudes(int n, double spacing, double slope, double shortest) {
        int half = n / 2 + 1;
        var amplitude = new double[half * half];
        for (int y = 0; y < half; y++) {
            for (int x = 0; x < half; x++) {
                double k = Math.hypot(x / (double) n, y / (double) n) / spacing;
                if (k > 0) {
                    double damping = shortest > 0 ? Math.exp(-(k * shortest) * (k * shortest)) : 1;
                    amplitude[y * half + x] = Math.pow(k, slope / 2) * damping;
                }
            }
        }
        return amplitude;
    }

    private static RandomField standardised(double[] plane, int n, int nodesX, int nodesY, double stepX, double stepY) {
        double sum = 0;
        double squares = 0;
        for (int y = 0; y < nodesY; y++) {
            for (int x = 0; x < nodesX; x++) {
                double v = plane[y * n + x];
                sum += v;
                squares += v * v;
            }
        }
        double count = (double) nodesX * nodesY;
        double mean = sum / count;
        double deviation = Math.sqrt(Math.max(squares / count - mean * mean, Double.MIN_NORMAL));
        var values = new float[nodesX * nodesY];
        for (int y = 0; y < nodesY; y++) {
            for (int x = 0; x < nodesX; x++) {
                values[y * nodesX + x] = (float) ((plane[y * n + x] - mean) / deviation);
            }
        }
        return new RandomField(values, nodesX, stepX, stepY);
    }

    /// The value at a pixel.
    double at(int line, int sample) {
        double x = sample / stepX;
        double y = line / stepY;
        int x0 = Math.min((int) x, nodesX - 2);
        int y0 = Math.min((int) y, values.length / nodesX - 2);
        double fx = x - x0;
        double fy = y - y0;
        int i = y0 * nodesX + x0;
        double top = values[i] + fx * (values[i + 1] - values[i]);
        double bottom = values[i + nodesX] + fx * (values[i + nodesX + 1] - values[i + nodesX]);
        return top + fy * (bottom - top);
    }
}
