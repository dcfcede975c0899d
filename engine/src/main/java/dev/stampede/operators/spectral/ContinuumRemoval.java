package dev.stampede.operators.spectral;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.BandCombination;
import dev.stampede.operators.pixels.Pixels;
import dev.stampede.operators.pixels.Pixelwise;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import java.util.List;
import java.util.Optional;

/// Spectra divided by what they would be without absorption, so that features of different depth and
/// background can be compared: by the upper convex hull of each spectrum, or by the straight line between
/// its first and last band. A continuum of 0 counts as 1. A spectrum with a NaN becomes NaN as a whole. The
/// result is `float64`, `float32` for `float32`. Source: Clark and Roush (1984), doi:10.1029/JB089iB07p06329.
///
/// @param method      convex_hull
/// @param wavelengths of the bands, ascending; by default those of the carrier, or else the bands count as
///                    evenly spaced
public record ContinuumRemoval(@Default("\"convex_hull\"") Method method, Optional<List<Double>> wavelengths)
        implements Operator<GeoRaster, GeoRaster>, Pixelwise {
    /// What a spectrum is divided by.
    public enum Method {
        CONVEX_HULL,
        LINEAR
    }

    /// @throws IllegalArgumentException if there is not a wavelength for each band, or they do not ascend
    @Override
    public GeoRaster compute(GeoRaster in) {
        BandCombination.requireBands(in);
        var at = Wavelengths.orBandNumbers(in, wavelengths).stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
        for (int band = 1; band < at.length; band++) {
            Require.that(at[band] > at[band - 1], "wavelengths", List.of(at[band - 1], at[band]), "ascending numbers");
        }
        var out = RasterMemory.allocate(Pixels.resultType(List.of(in.values())), in.shape());
        var hull = new int[at.length];
        Spectra.map(in.values(), out, (spectrum, removed) -> {
            int corners = method == Method.LINEAR ? ends(hull, at.length) : upperHull(at, spectrum, hull);
            divide(at, spectrum, hull, corners, removed);
        });
        return in.rewrap(out);
    }

    private static int ends(int[] hull, int bands) {
        hull[0] = 0;
        if (bands == 1) {
            return 1;
        }
        hull[1] = bands - 1;
        return 2;
    }

    /// Bands on the upper convex hull, by Andrew's chain.
    /// @return how many
    private static int upperHull(double[] at, double[] spectrum, int[] outHull) {
        int n = 0;
        for (int band = 0; band < at.length; band++) {
            while (n >= 2 && !turnsDown(at, spectrum, outHull[n - 2], outHull[n - 1], band)) {
                n--;
            }
            outHull[n++] = band;
        }
        return n;
    }

    /// Whether b lies above the line from a to c.
    private static boolean turnsDown(double[] at, double[] value, int a, int b, int c) {
        return (at[b] - at[a]) * (value[c] - value[a]) < (value[b] - value[a]) * (at[c] - at[a]);
    }

    private static void divide(double[] at, double[] spectrum, int[] hull, int corners, double[] out) {
        boolean whole = true;
        for (double value : spectrum) {
            whole &= !Double.isNaN(value);
        }
        for (int band = 0, corner = 0; band < at.length; band++) {
            if (corner + 1 < corners && band > hull[corner + 1]) {
                corner++;
            }
            int left = hull[corner];
            int right = hull[Math.min(corner + 1, corners - 1)];
            double continuum = left == right
                    ? spectrum[left]
                    : spectrum[left]
                            + (spectrum[right] - spectrum[left]) * (at[band] - at[left]) / (at[right] - at[left]);
            out[band] = whole ? spectrum[band] / (continuum == 0 ? 1 : continuum) : Double.NaN;
        }
    }

    @Override
    public Signature outputSignature(Signature in) {
        return in.withDtype(in.dtype().equals("float32") ? "float32" : "float64");
    }
}
