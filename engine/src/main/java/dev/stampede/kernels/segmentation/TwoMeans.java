package dev.stampede.kernels.segmentation;

/// Active contours without edges: the level set `phi` whose sign cuts a plane into two parts of nearly equal
/// values with a short border, by steps of
///
///     phi += dt delta(phi) (mu curvature(phi) - (x - c1)^2 + (x - c2)^2),    delta(phi) = 1 / (1 + phi^2)
///
/// where `c1` and `c2` are the means of `x` where `phi` is above 0 and elsewhere; the curvature is taken half
/// implicitly, which keeps large steps stable. Begins with a fine checkerboard. The border is a mirror; a NaN
/// has no pull of its own and no part in the means. Source: Chan and Vese (2001), doi:10.1109/83.902291; steps:
/// Getreuer (2012), doi:10.5201/ipol.2012.g-cv.
public final class TwoMeans {
    private static final double ETA = 1e-16; // keeps flat places finite

    private final int rows;
    private final int cols;
    private final double[] values;
    private final double mu;
    private final double dt;
    private double[] phi;
    private double[] next;

    private TwoMeans(int rows, int cols, double[] values, double mu, double dt) {
        this.rows = rows;
        this.cols = cols;
        this.values = values;
        this.mu = mu;
        this.dt = dt;
        this.phi = new double[values.length];
        this.next = new double[values.length];
        for (int i = 0; i < phi.length; i++) {
            phi[i] = Math.sin(Math.PI / 5 * (i / cols)) * Math.sin(Math.PI / 5 * (i % cols));
        }
    }

    /// The level set after at most `iterations` steps, or when its mean change (root of the mean square) is
    /// below `tolerance`.
    public static double[] run(
            int rows, int cols, double[] values, double mu, double dt, double tolerance, int iterations) {
        var contour = new TwoMeans(rows, cols, values, mu, dt);
        double change = Double.POSITIVE_INFINITY;
        for (int i = 0; i < iterations && change > tolerance; i++) {
            change = contour.step();
        }
        return contour.phi;
    }

    private double step() {
        double inside = 0;
        double outside = 0;
        long in = 0;
        long out = 0;
        for (int i = 0; i < phi.length; i++) {
            boolean above = phi[i] > 0;
            boolean valid = values[i] == values[i];
            inside += valid && above ? values[i] : 0;
            outside += valid && !above ? values[i] : 0;
            in += valid && above ? 1 : 0;
            out += valid && !above ? 1 : 0;
        }
        double c1 = in == 0 ? 0 : inside / in;
        double c2 = out == 0 ? 0 : outside / out;
        double squares = 0;
        for (int row = 0; row < rows; row++) {
            int up = row > 0 ? -cols : 0;
            int down = row < rows - 1 ? cols : 0;
            for (int col = 0; col < cols; col++) {
                int i = row * cols + col;
                next[i] = moved(i, up, down, col > 0 ? -1 : 0, col < cols - 1 ? 1 : 0, c1, c2);
                squares += (next[i] - phi[i]) * (next[i] - phi[i]);
            }
        }
        var old = phi;
        phi = next;
        next = old;
        return Math.sqrt(squares / phi.length);
    }

    private double moved(int i, int up, int down, int left, int right, double c1, double c2) {
        double own = phi[i];
        double below = phi[i + down];
        double above = phi[i + up];
        double east = phi[i + right];
        double west = phi[i + left];
        double acrossMiddle = (east - west) / 2;
        double downMiddle = (below - above) / 2;
        double w1 = 1 / Math.sqrt(ETA + (east - own) * (east - own) + downMiddle * downMiddle);
        double w2 = 1 / Math.sqrt(ETA + (own - west) * (own - west) + downMiddle * downMiddle);
        double w3 = 1 / Math.sqrt(ETA + acrossMiddle * acrossMiddle + (below - own) * (below - own));
        double w4 = 1 / Math.sqrt(ETA + acrossMiddle * acrossMiddle + (own - above) * (own - above));
        double delta = dt / (1 + own * own);
        double x = values[i];
        double pull = x == x ? (x - c2) * (x - c2) - (x - c1) * (x - c1) : 0;
        double curved = east * w1 + west * w2 + below * w3 + above * w4;
        return (own + delta * (mu * curved + pull)) / (1 + mu * delta * (w1 + w2 + w3 + w4));
    }
}
