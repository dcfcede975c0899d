package dev.stampede.insar.prep;

import dev.stampede.io.text.SixDigits;
import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// Writes the candidate lists of one patch: `pscands.1.ij`, `.ij.int`, `.da`, single master also `.ij0`, and
/// `mean_amp.flt`. Bands come in ascending order; ids count from 1.
final class PatchWriter implements Closeable {
    private final PatchWindow window;
    private final int sceneWidth;
    private final Lines positions;
    private final Lines dispersions;
    private final Lines pairs;
    private final Lines barred;
    private final FileChannel meanAmplitude;
    private long count;

    /// @param folder the patch's, created here
    PatchWriter(Path folder, PatchWindow window, int sceneWidth, boolean smallBaseline) throws IOException {
        this.window = window;
        this.sceneWidth = sceneWidth;
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("patch.in"), window.bounds().text());
        Files.writeString(folder.resolve("patch_noover.in"), window.core().text());
        positions = new Lines(folder.resolve("pscands.1.ij"));
        dispersions = new Lines(folder.resolve("pscands.1.da"));
        pairs = new Lines(folder.resolve("pscands.1.ij.int"));
        barred = smallBaseline ? null : new Lines(folder.resolve("pscands.1.ij0"));
        meanAmplitude = create(folder.resolve("mean_amp.flt"));
    }

    private static FileChannel create(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    PatchWindow window() {
        return window;
    }

    /// Candidates so far.
    long count() {
        return count;
    }

    /// Writes the part of a band's amplitude sums that lies in the patch. Bands may come in any order, from any
    /// thread.
    /// @param firstLine line of the scene the band begins at
    /// @param sums      one float per pixel of full lines
    void writeAmplitude(int firstLine, int lines, MemorySegment sums) throws IOException {
        var b = window.bounds();
        int from = Math.max(firstLine, b.azimuthStart() - 1);
        int to = Math.min(firstLine + lines, b.azimuthEnd());
        for (int line = from; line < to; line++) {
            long start = (long) (line - firstLine) * sceneWidth + b.rangeStart() - 1;
            var row = sums.asSlice(start * Float.BYTES, (long) b.width() * Float.BYTES)
                    .asByteBuffer();
            long at = (long) (line - b.azimuthStart() + 1) * b.width() * Float.BYTES;
            while (row.hasRemaining()) {
                at += meanAmplitude.write(row, at);
            }
        }
    }

    /// Appends the candidates of a band that lie in the patch.
    void append(int firstLine, BandCandidates band) throws IOException {
        var b = window.bounds();
        for (int i = 0; i < band.count(); i++) {
            int azimuth = firstLine + band.pixel(i) / sceneWidth;
            int range = band.pixel(i) % sceneWidth;
            if (range + 1 < b.rangeStart()
                    || range + 1 > b.rangeEnd()
                    || azimuth + 1 < b.azimuthStart()
                    || azimuth + 1 > b.azimuthEnd()) {
                continue;
            }
            if (band.dispersion(i) == BandCandidates.BARRED) {
                barred.position(count, azimuth, range);
            } else {
                count++;
                positions.position(count, azimuth, range);
                pairs.pair(range, azimuth);
                dispersions.sixDigits(band.dispersion(i));
            }
        }
    }

    @Override
    public void close() throws IOException {
        var files = new ArrayList<Closeable>(List.of(positions, dispersions, pairs, meanAmplitude));
        if (barred != null) {
            files.add(barred);
        }
        OpenFiles.close(files);
    }

    /// A file written through a buffer.
    private static final class Lines implements Closeable {
        private static final int CAPACITY = 1 << 16;

        /// No single record is longer.
        private static final int LONGEST = 64;

        private final FileChannel file;
        private final byte[] bytes = new byte[CAPACITY];
        private int used;

        Lines(Path path) throws IOException {
            file = create(path);
        }

        void position(long id, int azimuth, int range) throws IOException {
            makeRoom();
            number(id);
            bytes[used++] = ' ';
            number(azimuth);
            bytes[used++] = ' ';
            number(range);
            bytes[used++] = '\n';
        }

        void sixDigits(float value) throws IOException {
            makeRoom();
            used = SixDigits.format(value, bytes, used);
            bytes[used++] = '\n';
        }

        /// Two big-endian 32-bit integers.
        void pair(int first, int second) throws IOException {
            makeRoom();
            for (int shift = 24; shift >= 0; shift -= 8) {
                bytes[used + 3 - shift / 8] = (byte) (first >> shift);
                bytes[used + 7 - shift / 8] = (byte) (second >> shift);
            }
            used += 8;
        }

        private void number(long value) {
            int digits = 1;
            for (long rest = value / 10; rest > 0; rest /= 10) {
                digits++;
            }
            long rest = value;
            for (int i = digits - 1; i >= 0; i--) {
                bytes[used + i] = (byte) ('0' + rest % 10);
                rest /= 10;
            }
            used += digits;
        }

        private void makeRoom() throws IOException {
            if (used > CAPACITY - LONGEST) {
                flush();
            }
        }

        private void flush() throws IOException {
            var buffer = ByteBuffer.wrap(bytes, 0, used);
            while (buffer.hasRemaining()) {
                file.write(buffer);
            }
            used = 0;
        }

        @Override
        public void close() throws IOException {
            try (file) {
                flush();
            }
        }
    }
}
