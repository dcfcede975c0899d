package dev.stampede.insar.prep;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;

/// Copies the values of candidates from one raster, or from several read side by side, into files of
/// records, for all patches in one pass over the rasters. Used by one thread.
final class CandidateCopy implements AutoCloseable {
    static final ValueLayout.OfInt INT_BE = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    /// Bytes of a candidate in `pscands.1.ij.int`: range, then azimuth.
    static final int PAIR = 8;

    /// Pixels read at once.
    private static final int BAND_PIXELS = 1 << 16;

    /// Records collected between two writes.
    private static final int CHUNK = 1 << 12;

    private final ExportTree tree;
    private final PixelReader rasters;
    private final int bytes;
    private final int linesPerBand;
    private final Arena arena = Arena.ofConfined();

    /// Where the records of one patch go.
    ///
    /// @param pairs the patch's candidates in scan order, [#PAIR] bytes each
    /// @param file  to write to
    /// @param start byte of the first record
    record Target(MemorySegment pairs, FileChannel file, long start) {}

    /// @param bytes of one value of one raster, 4 or 8
    CandidateCopy(ExportTree tree, PixelReader rasters, int bytes) {
        this.tree = tree;
        this.rasters = rasters;
        this.bytes = bytes;
        this.linesPerBand = Math.clamp(BAND_PIXELS / tree.width(), 1, tree.length());
    }

    /// @param which rasters make one record
    void run(int[] which, List<Target> targets) throws IOException {
        var bands = new MemorySegment[which.length];
        for (int r = 0; r < bands.length; r++) {
            bands[r] = arena.allocate((long) linesPerBand * tree.width() * bytes, 64);
        }
        var outputs = new ArrayList<Output>();
        for (var target : targets) {
            outputs.add(new Output(target, bands));
        }
        for (int line = 0; line < tree.length(); line += linesPerBand) {
            int lines = Math.min(linesPerBand, tree.length() - line);
            for (int r = 0; r < bands.length; r++) {
                rasters.read(which[r], (long) line * tree.width(), lines * tree.width(), bands[r]);
            }
            for (var output : outputs) {
                output.take(line, line + lines);
            }
        }
        for (var output : outputs) {
            output.flush();
        }
    }

    @Override
    public void close() {
        arena.close();
    }

    /// The records of one patch on their way to its file.
    private final class Output {
        private final MemorySegment pairs;
        private final FileChannel file;
        private final MemorySegment[] bands;
        private final MemorySegment buffer;
        private final long candidates;
        private long next;
        private int filled;
        private long at;

        Output(Target target, MemorySegment[] bands) {
            this.pairs = target.pairs();
            this.file = target.file();
            this.at = target.start();
            this.bands = bands;
            this.candidates = pairs.byteSize() / PAIR;
            this.buffer = arena.allocate((long) CHUNK * bytes * bands.length, 64);
        }

        /// Takes the candidates of the lines that are in the bands now.
        void take(int firstLine, int endLine) throws IOException {
            for (; next < candidates; next++) {
                int azimuth = pairs.get(INT_BE, next * PAIR + 4);
                if (azimuth >= endLine) {
                    return;
                }
                int pixel = (azimuth - firstLine) * tree.width() + pairs.get(INT_BE, next * PAIR);
                if (bytes == Long.BYTES) {
                    buffer.set(
                            ValueLayout.JAVA_LONG_UNALIGNED,
                            8L * filled,
                            bands[0].get(ValueLayout.JAVA_LONG_UNALIGNED, 8L * pixel));
                } else {
                    copyInts(pixel);
                }
                if (++filled == CHUNK) {
                    flush();
                }
            }
        }

        private void copyInts(int pixel) {
            for (int r = 0; r < bands.length; r++) {
                buffer.set(
                        ValueLayout.JAVA_INT_UNALIGNED,
                        4L * (filled * bands.length + r),
                        bands[r].get(ValueLayout.JAVA_INT_UNALIGNED, 4L * pixel));
            }
        }

        void flush() throws IOException {
            var ready = buffer.asSlice(0, (long) filled * bytes * bands.length).asByteBuffer();
            while (ready.hasRemaining()) {
                at += file.write(ready, at);
            }
            filled = 0;
        }
    }
}
