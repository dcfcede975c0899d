package dev.stampede.insar.prep;

import java.util.Locale;

/// Which program made the export. Both write big-endian rasters; they differ in what image formats they use and in
/// how a missing longitude raster is treated by the original.
public enum Processor {
    SNAP,
    GAMMA;

    /// The word in `processor.txt`.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
