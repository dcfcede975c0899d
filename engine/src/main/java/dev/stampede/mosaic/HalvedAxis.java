package dev.stampede.mosaic;

/// Which pixels of a level lie under the pixels of the next overview, along one axis, and with how much of their
/// width:
///
///     pixel i covers [i r, (i + 1) r),   r = size / halved
///
/// With an even size these are pixels `2 i` and `2 i + 1`. With an odd one `r` is a little below 2, so that the
/// overview ends where the image ends; a pixel then lies over up to three, from `2 i - 1` on. The raster library
/// places its averages so.
///
/// @param size   pixels of the level
/// @param halved pixels of the next one, `ceil(size / 2)`
record HalvedAxis(int size, int halved) {
    /// What a place may be off a pixel's edge by rounding.
    private static final double EDGE = 1e-8;

    HalvedAxis {
        if (size < 1 || halved != size / 2 + size % 2) {
            throw new IllegalArgumentException(
                    size + " pixels are " + (size / 2 + size % 2) + " halved, not " + halved);
        }
    }

    /// Whether every pixel lies over two whole ones.
    boolean isEven() {
        return size == 2 * halved;
    }

    /// Where pixel `i` begins.
    private double start(int i) {
        return i * ((double) size / halved);
    }

    /// The first pixel under pixel `i`.
    int first(int i) {
        return (int) (start(i) + EDGE);
    }

    /// The pixel after the last one under pixel `i`.
    int end(int i) {
        return Math.min(size, Math.max(first(i) + 1, (int) Math.ceil(start(i + 1) - EDGE)));
    }

    /// The share of pixel `at` that lies under pixel `i`; `at` is one of those.
    double share(int i, int at) {
        if (at == first(i)) {
            return end(i) == at + 1 ? 1 : 1 - (start(i) - at);
        }
        return at + 1 == end(i) ? 1 - (end(i) - start(i + 1)) : 1;
    }
}
