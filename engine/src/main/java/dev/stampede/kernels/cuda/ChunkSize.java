package dev.stampede.kernels.cuda;

/// Device memory that a chunk of a kernel's range needs.
///
/// @param fixedBytes   whatever the number of items: tables, planes that are read all over
/// @param bytesPerItem of every item: inputs, results and work space
/// @param step         chunks hold a multiple of this many items, so that sums over a step never straddle
/// two of them
public record ChunkSize(long fixedBytes, long bytesPerItem, int step) {
    public ChunkSize {
        if (fixedBytes < 0 || bytesPerItem < 0 || step < 1) {
            throw new IllegalArgumentException(fixedBytes + " bytes, " + bytesPerItem + " an item, steps of " + step);
        }
    }

    /// A chunk size without steps.
    public static ChunkSize of(long fixedBytes, long bytesPerItem) {
        return new ChunkSize(fixedBytes, bytesPerItem, 1);
    }

    /// Items of one chunk when `most` bytes may be used and `usual` are enough to keep a device busy.
    ///
    /// @return a multiple of the step, at least one step; 0 if not even that fits
    int items(long usual, long most) {
        if (bytes(step) > most) {
            return 0;
        }
        long room = Math.max(usual, fixedBytes + step * bytesPerItem);
        long items = (Math.min(room, most) - fixedBytes) / Math.max(1, bytesPerItem);
        long steps = Math.max(1, items / step);
        return (int) Math.min(steps * step, Integer.MAX_VALUE / 2 / step * step);
    }

    long bytes(int items) {
        return Math.addExact(fixedBytes, Math.multiplyExact(bytesPerItem, items));
    }
}
