package dev.stampede.insar.stage6;

import dev.stampede.insar.model.UnsupportedModeException;
import java.util.Locale;

/// How the expected phase of an arc and its uncertainty are found before the two-dimensional solve.
enum UnwrapMethod {
    /// Smoothing in time about every image that nearly all others are paired with, wrapped phase handled as
    /// such.
    FULL(1.2f),
    /// Series per image by least squares of the wrapped phase of the pairs, smoothed in time.
    NETWORK(1.3f),
    /// As [#NETWORK]; where the noise is large, a curve with two harmonics is fitted instead.
    NETWORK_FITTED(Float.POSITIVE_INFINITY),
    /// No smoothing: all phase counts as noise, whose scatter over time weighs the arc.
    NO_DEFORMATION(Float.POSITIVE_INFINITY),
    /// Interferograms on their own; arcs are weighed by their length.
    FLAT(Float.POSITIVE_INFINITY);

    private final float largestStd;

    UnwrapMethod(float largestStd) {
        this.largestStd = largestStd;
    }

    /// Edges whose noise scatters more than this carry no statistics, rad.
    float largestStd() {
        return largestStd;
    }

    /// Whether the expected phase comes from a series per image.
    boolean fitsNetwork() {
        return this == NETWORK || this == NETWORK_FITTED;
    }

    /// Resolves `unwrap_method`. With one reference image `3D` means `3D_FULL`.
    /// @throws UnsupportedModeException if the method is unknown
    static UnwrapMethod of(String name, boolean oneReference) {
        return switch (name.toUpperCase(Locale.ROOT)) {
            case "3D", "3D_NEW" -> oneReference ? FULL : NETWORK_FITTED;
            case "3D_FULL" -> FULL;
            case "3D_QUICK", "3D_SMALL_DEF" -> NETWORK;
            case "3D_NO_DEF" -> NO_DEFORMATION;
            case "2D" -> FLAT;
            default ->
                throw new UnsupportedModeException("unwrap_method = " + name
                        + " is not offered; use 3D, 3D_FULL, 3D_QUICK, 3D_SMALL_DEF, 3D_NO_DEF or 2D");
        };
    }
}
