package dev.stampede.operators.spectral;

import dev.stampede.raster.ArrayView;
import dev.stampede.raster.Elements;

/// Spectra of rasters of bands, rows and columns, one pixel after the other.
final class Spectra {
    private Spectra() {}

    /// Works on one spectrum.
    @FunctionalInterface
    interface Rule {
        /// @param spectrum    may be changed
        /// @param outSpectrum to be filled
        void apply(double[] spectrum, double[] outSpectrum);
    }

    /// Fills the spectra of `out` from those of `in`.
    static void map(ArrayView in, ArrayView out, Rule rule) {
        var spectrum = new double[in.size(0)];
        var made = new double[out.size(0)];
        for (int row = 0; row < in.size(1); row++) {
            for (int col = 0; col < in.size(2); col++) {
                long at = in.offset() + row * in.stride(1) + col * in.stride(2);
                for (int band = 0; band < spectrum.length; band++) {
                    spectrum[band] = Elements.getDouble(in.segment(), in.dtype(), at + band * in.stride(0));
                }
                rule.apply(spectrum, made);
                long to = out.offset() + row * out.stride(1) + col * out.stride(2);
                for (int band = 0; band < made.length; band++) {
                    Elements.setDouble(out.segment(), out.dtype(), to + band * out.stride(0), made[band]);
                }
            }
        }
    }
}
