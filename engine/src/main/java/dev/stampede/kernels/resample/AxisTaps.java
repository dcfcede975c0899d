package dev.stampede.kernels.resample;

/// Which source pixels along one axis a run of target pixels is made of, and their weights. Target pixel `i`
/// has its centre at the source coordinate `s[i]`; source pixel `k` covers `[k, k + 1)`.
///
///     home[i]   = floor(s[i] + 1e-10)                  the pixel it lies in; -1 outside [0, size)
///     weight[i, k] = kernel((k + 1/2 - s[i]) / stretch)  for k within `radius * stretch` of s[i]
///
/// Pixels outside the source have no weight. Weights are not normalised: the sum over those that count is
/// divided out.
public final class AxisTaps {
    /// Coordinates this little below a pixel edge count as on it.
    private static final double EDGE = 1e-10;

    private final int taps;
    private final int[] home;
    private final int[] first;
    private final int[] from;
    private final int[] to;
    private final double[] weight;

    private AxisTaps(int count, int taps) {
        this.taps = taps;
        home = new int[count];
        first = new int[count];
        from = new int[count];
        to = new int[count];
        weight = new double[count * taps];
    }

    /// @param coordinates the source coordinate of each target centre, ascending
    /// @param size        source pixels along the axis
    /// @param method      how to interpolate
    /// @param stretch     the kernel is this much wider, at least 1: source pixels per target pixel, against
    ///                    aliasing
    public static AxisTaps of(double[] coordinates, int size, Interpolation method, double stretch) {
        int radius = method == Interpolation.NEAREST ? 0 : (int) Math.ceil(method.radius() * stretch);
        int taps = method == Interpolation.NEAREST ? 1 : 2 * radius;
        var axis = new AxisTaps(coordinates.length, taps);
        for (int i = 0; i < coordinates.length; i++) {
            double s = coordinates[i];
            double cell = Math.floor(s + EDGE);
            axis.home[i] = s >= 0 && cell < size ? (int) cell : -1;
            if (axis.home[i] < 0) {
                continue;
            }
            int first = method == Interpolation.NEAREST ? axis.home[i] : (int) Math.floor(s - 0.5) - radius + 1;
            axis.first[i] = first;
            axis.from[i] = Math.max(0, -first);
            axis.to[i] = Math.min(taps, size - first);
            for (int k = axis.from[i]; k < axis.to[i]; k++) {
                axis.weight[i * taps + k] =
                        method == Interpolation.NEAREST ? 1 : method.weight((first + k + 0.5 - s) / stretch);
            }
        }
        return axis;
    }

    /// Target pixels.
    public int count() {
        return home.length;
    }

    /// The first source pixel any target pixel needs; -1 if all lie outside.
    public int low() {
        int low = -1;
        for (int i = 0; i < home.length; i++) {
            if (home[i] >= 0) {
                int needed = Math.min(home[i], first[i] + from[i]);
                low = low < 0 ? needed : Math.min(low, needed);
            }
        }
        return low;
    }

    /// One past the last source pixel any target pixel needs; -1 if all lie outside.
    public int high() {
        int high = -1;
        for (int i = 0; i < home.length; i++) {
            if (home[i] >= 0) {
                high = Math.max(high, Math.max(home[i] + 1, first[i] + to[i]));
            }
        }
        return high;
    }

    /// Taps of every target pixel, inside the source or not.
    int taps() {
        return taps;
    }

    int home(int i) {
        return home[i];
    }

    /// Source pixel of the first tap, inside the source or not.
    int first(int i) {
        return first[i];
    }

    /// The first tap inside the source.
    int from(int i) {
        return from[i];
    }

    /// One past the last tap inside the source.
    int to(int i) {
        return to[i];
    }

    /// Whether no tap lies outside the source.
    boolean complete(int i) {
        return from[i] == 0 && to[i] == taps;
    }

    double weight(int i, int tap) {
        return weight[i * taps + tap];
    }
}
