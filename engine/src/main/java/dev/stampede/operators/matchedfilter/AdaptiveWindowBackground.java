package dev.stampede.operators.matchedfilter;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.raster.GeoRaster;

/// Mean and covariance about each pixel, from the whole pixels of a square window:
///
///     C = (1 - a) S + a tr(S) / c I,     S over the n pixels of the window
///
/// For backgrounds that change over the scene. A target that fills the window hides itself. The result is a
/// background for [MatchedFilter], which is NaN where the window holds fewer than two whole pixels. Cost: a
/// factorisation of `c^3 / 6` a pixel: for tens of bands, not for hundreds.
///
/// @param window    pixels of a side, odd, 7
/// @param boundary  reflect (the border pixel twice), nearest, or none: only what lies within; reflect
/// @param shrinkage a, 0.1; above 0 and at most 1
public record AdaptiveWindowBackground(
        @Default("7") int window,
        @Default("\"reflect\"") Boundary boundary,
        @Default("0.1") double shrinkage) implements Operator<GeoRaster, Background> {
    public AdaptiveWindowBackground {
        Require.that(window >= 3 && window % 2 == 1, "window", window, "odd and at least 3");
        Require.that(shrinkage > 0 && shrinkage <= 1, "shrinkage", shrinkage, "above 0 and at most 1");
    }

    /// What stands outside of the raster.
    public enum Boundary {
        REFLECT,
        NEAREST,
        NONE;

        /// The index within `[0, n)` that stands for `i`; -1 for none.
        int index(int i, int n) {
            return switch (this) {
                case NONE -> i < 0 || i >= n ? -1 : i;
                case NEAREST -> Math.clamp(i, 0, n - 1);
                case REFLECT -> {
                    int turn = Math.floorMod(i, 2 * n);
                    yield turn < n ? turn : 2 * n - 1 - turn;
                }
            };
        }
    }

    @Override
    public Background compute(GeoRaster in) {
        return new WindowBackground(Spectra.planes(in), in.height(), in.width(), this);
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
