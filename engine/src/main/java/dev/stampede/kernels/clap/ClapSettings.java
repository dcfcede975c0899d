package dev.stampede.kernels.clap;

/// Shape of the filter.
///
/// @param window  side n of the transform, even, at least 8
/// @param alpha   exponent of the adaptive response
/// @param beta    weight of the adaptive response against the low pass
/// @param lowPass response of the low pass, `[n, n]`, zero frequency first; symmetric in the two axes
public record ClapSettings(int window, double alpha, double beta, double[] lowPass) {
    /// @throws IllegalArgumentException if the window is odd or too small, or the low pass has another size
    public ClapSettings {
        if (window < 8 || window % 2 != 0) {
            throw new IllegalArgumentException("filter window is " + window + ", needs an even number of at least 8");
        }
        if (lowPass.length != window * window) {
            throw new IllegalArgumentException(
                    "low pass has " + lowPass.length + " values, a window of " + window + " needs " + window * window);
        }
    }

    /// Butterworth response of fifth order (in power: tenth) in both axes.
    ///
    /// @param window     side of the transform
    /// @param cell       grid spacing, m
    /// @param wavelength cut-off, m
    public static ClapSettings of(int window, double alpha, double beta, double cell, double wavelength) {
        var gain = new double[window];
        for (int k = 0; k < window; k++) {
            double frequency = (k - window / 2) / (cell * window);
            gain[(k + window / 2) % window] = 1 / (1 + Math.pow(frequency * wavelength, 10));
        }
        var lowPass = new double[window * window];
        for (int c = 0; c < window; c++) {
            for (int r = 0; r < window; r++) {
                lowPass[c * window + r] = gain[r] * gain[c];
            }
        }
        return new ClapSettings(window, alpha, beta, lowPass);
    }

    /// Side of the part of a window that holds data on a grid, n_w = 3n/4; the rest is padding.
    public int dataWindow() {
        return window * 3 / 4;
    }

    /// Distance between windows on a grid.
    public int step() {
        return dataWindow() / 4;
    }
}
