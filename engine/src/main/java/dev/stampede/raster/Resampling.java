package dev.stampede.raster;

/// How a raster is brought onto another grid: from the nearest pixel, from neighbours weighted by a kernel, or
/// from all pixels a new one covers (average, most frequent, smallest, largest, median).
public enum Resampling {
    NEAREST,
    BILINEAR,
    CUBIC,
    CUBIC_SPLINE,
    LANCZOS,
    AVERAGE,
    MODE,
    MIN,
    MAX,
    MEDIAN
}
