package dev.stampede.raster;

/// Part of an axis: elements `start, start + step, ...` below `end`. Negative ends count from the end of the
/// axis, and ends beyond it are cut off. Also how an axis of a [GeoRaster] is indexed, see [Index].
///
/// @param end  first element left out; [#TO_END] for all that follow
/// @param step at least 1
public record Slice(int start, int end, int step) implements Index {
    /// As `end`: up to the last element.
    public static final int TO_END = Integer.MAX_VALUE;

    public static final Slice ALL = new Slice(0, TO_END, 1);

    /// @throws IllegalArgumentException if the step is below 1
    public Slice {
        if (step < 1) {
            throw new IllegalArgumentException("a slice goes forward by at least 1, not by " + step);
        }
    }

    public static Slice range(int start, int end) {
        return new Slice(start, end, 1);
    }

    /// From `start` to the end.
    public static Slice from(int start) {
        return new Slice(start, TO_END, 1);
    }

    public Slice by(int stride) {
        return new Slice(start, end, stride);
    }

    /// What of an axis of `size` elements it takes.
    Part of(int size) {
        int first = bounded(start, size);
        int last = end == TO_END ? size : bounded(end, size);
        return new Part(first, Math.max(0, Math.ceilDiv(last - first, step)), step);
    }

    private static int bounded(int index, int size) {
        return Math.clamp(index < 0 ? (long) index + size : index, 0, size);
    }

    /// Elements `start + i step`, i below `count`, of an axis they lie in.
    record Part(int start, int count, int step) {}
}
