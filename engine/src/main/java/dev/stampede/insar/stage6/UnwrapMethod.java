package dev.stampede.insar.stage6;

import dev.stampede.insar.model.UnsupportedModeException;
import java.util.Locale;

/// How the expected phase of an arc and its uncertainty are found before the two-dimensional solve.
enum UnwrapMethod {
    /// Smoothing in time of each arc, all interferograms sharing one reference image.
    FULL,
    /// No smoothing: all phase counts as noise, whose scatter over time weighs the arc.
    NO_DEFORMATION,
    /// Interferograms on their own; arcs are weighed by their length.
    FLAT;

    /// Resolves `unwrap_method` for a single reference image, for which `3D` means `3D_FULL`.
    /// @throws UnsupportedModeException if the method is unknown or needs small baselines
    static UnwrapMethod ofSingleReference(String name) {
        return switch (name.toUpperCase(Locale.ROOT)) {
            case "3D", "3D_NEW", "3D_FULL" -> FULL;
            case "3D_NO_DEF" -> NO_DEFORMATION;
            case "2D" -> FLAT;
            default ->
                throw new UnsupportedModeException("unwrap_method = " + name
                        + " is not offered for a single reference image; use 3D, 3D_NO_DEF or 2D");
        };
    }
}
