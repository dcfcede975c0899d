package dev.stampede.insar.prep;

import dev.stampede.io.mat.FormatException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// A stack of open rasters of one width and length, read by runs of pixels straight into native memory. Safe
/// for several threads.
final class PixelReader implements AutoCloseable {
    private final List<Path> files;
    private final List<FileChannel> channels = new ArrayList<>();
    private final int[] bytesPerPixel;

    /// The images of a stack.
    static PixelReader ofImages(ExportTree tree) throws IOException {
        return new PixelReader(
                tree.images(),
                tree.formats().stream().mapToInt(SampleFormat::bytes).toArray());
    }

    PixelReader(List<Path> files, int bytesPerPixel) throws IOException {
        this(files, IntStream.generate(() -> bytesPerPixel).limit(files.size()).toArray());
    }

    private PixelReader(List<Path> files, int[] bytesPerPixel) throws IOException {
        this.files = files;
        this.bytesPerPixel = bytesPerPixel;
        try {
            for (var file : files) {
                channels.add(FileChannel.open(file));
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /// Fills the start of `buffer` with `count` pixels from pixel `first` of raster `index`.
    void read(int index, long first, int count, MemorySegment buffer) throws IOException {
        int bytes = bytesPerPixel[index];
        var target = buffer.asSlice(0, (long) count * bytes).asByteBuffer();
        long at = first * bytes;
        while (target.hasRemaining()) {
            int n = channels.get(index).read(target, at);
            if (n < 0) {
                throw new FormatException(
                        files.get(index), "ends at byte " + at + "; it became shorter while it was read");
            }
            at += n;
        }
    }

    @Override
    public void close() throws IOException {
        for (var channel : channels) {
            channel.close();
        }
    }
}
