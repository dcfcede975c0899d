package dev.stampede.insar.prep;

import java.nio.file.Path;
import java.util.List;

/// The files of an export that preparation uses, found and checked by [ExportScan]. Paths are absolute; lists are in
/// the order of their paths, which is the order of every file the preparation writes.
///
/// @param smallBaseline    whether the interferograms share no single master
/// @param masterDate       YYYYMMDD
/// @param masterParameters its parameter text
/// @param width            pixels per line
/// @param length           lines
/// @param format           of the images; interferograms are always [SampleFormat#FCOMPLEX]
/// @param images           co-registered images; small baselines: two per interferogram, adjacent
/// @param interferograms   with topography removed
/// @param height           heights, m, big-endian float
/// @param longitude        degrees, big-endian float
/// @param latitude         degrees, big-endian float
record ExportTree(
        boolean smallBaseline,
        String masterDate,
        Path masterParameters,
        int width,
        int length,
        SampleFormat format,
        List<Path> images,
        List<Path> interferograms,
        Path height,
        Path longitude,
        Path latitude) {
    /// Name of the folder whose presence makes an export a small-baseline one.
    static final String PAIRS = "SMALL_BASELINES";

    long pixels() {
        return (long) width * length;
    }
}
