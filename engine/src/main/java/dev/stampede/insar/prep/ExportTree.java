package dev.stampede.insar.prep;

import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The files of an export that preparation uses, found and checked by a scan. Paths are absolute; lists are in
/// the order of every file the preparation writes.
///
/// @param smallBaseline    whether the interferograms share no single master
/// @param masterDate       YYYYMMDD
/// @param texts            name and content of the metadata files that go into the dataset root
/// @param sizeSource       the file that told width and length, for messages
/// @param width            pixels per line
/// @param length           lines
/// @param order            byte order of every raster and of what is copied out of them
/// @param formats          of the images; interferograms are always [SampleFormat#FCOMPLEX]
/// @param images           co-registered images; small baselines: two per interferogram, adjacent
/// @param interferograms   with topography removed
/// @param height           heights, m, float
/// @param longitude        degrees, float
/// @param latitude         degrees, float
record ExportTree(
        boolean smallBaseline,
        String masterDate,
        Map<String, String> texts,
        Path sizeSource,
        int width,
        int length,
        ByteOrder order,
        List<SampleFormat> formats,
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

    /// The byte order in words.
    String orderName() {
        return order == ByteOrder.BIG_ENDIAN ? "big-endian" : "little-endian";
    }
}
