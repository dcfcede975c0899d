package dev.stampede.insar.synth;

/// How the files of a simulated export are named, described and stored.
public enum ExportLayout {
    /// The export script of SNAP: folders `rslc`, `diff0`, `geo`; big-endian.
    SNAP,
    /// GAMMA: the same files.
    GAMMA,
    /// Doris: a folder per secondary image, short texts, grids of angles and baselines; little-endian.
    DORIS,
    /// ISCE: as Doris, with descriptions beside the rasters and angles as rasters.
    ISCE;

    boolean littleEndian() {
        return this == DORIS || this == ISCE;
    }
}
