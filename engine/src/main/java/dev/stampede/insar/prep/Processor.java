package dev.stampede.insar.prep;

import java.util.Locale;

/// Which program made the export.
public enum Processor {
    /// Big-endian rasters of floats.
    SNAP,
    /// Big-endian rasters; images may be pairs of short integers.
    GAMMA,
    /// Little-endian rasters in folders named by date.
    DORIS,
    /// As Doris, with full-size rasters of angles.
    ISCE;

    /// The word in `processor.txt`.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
