package dev.stampede.mosaic.source;

import dev.stampede.kernels.elementwise.ElementType;
import dev.stampede.kernels.matching.PixelWidening;
import dev.stampede.mosaic.FileSource;
import dev.stampede.mosaic.PixelSource;
import dev.stampede.raster.DType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;

/// Decoded tiles of packed images, in one file without a name that is gone when the process is. Images are read
/// several times, for statistics, overlaps, block means, outlines and the mosaic, and unpacking them costs ten
/// times as much as reading plain pixels.
///
/// It only ever saves time: where the disk has no room, or fills up, images are decoded again.
public final class DecodedStore implements AutoCloseable {
    /// Share of the free space that may be taken.
    private static final double SHARE = 0.5;

    private final FileChannel channel;
    private final long limit;
    private long end;

    private DecodedStore(FileChannel channel, long limit) {
        this.channel = channel;
        this.limit = limit;
    }

    /// A store in the folder, or where that is not there yet, in the next one above that is.
    /// @return empty if nothing can be written there
    public static Optional<DecodedStore> open(Path wanted) {
        var folder = wanted.toAbsolutePath();
        while (folder.getParent() != null && !Files.isDirectory(folder)) {
            folder = folder.getParent();
        }
        try {
            long free = Files.getFileStore(folder).getUsableSpace();
            var channel = opened(Files.createTempFile(folder, ".stampede-decoded-", ".tmp"));
            return Optional.of(new DecodedStore(channel, (long) (free * SHARE)));
        } catch (IOException | UnsupportedOperationException noRoom) {
            return Optional.empty();
        }
    }

    private static FileChannel opened(Path file) throws IOException {
        try {
            return FileChannel.open(
                    file,
                    Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE));
        } catch (IOException | RuntimeException failure) {
            Files.deleteIfExists(file);
            throw failure;
        }
    }

    /// The image, whose tiles are decoded once. Closing it closes the image.
    /// @return the image itself where keeping its tiles is of no use: plain pixels, huge blocks, types that doubles
    ///         do not hold, no room
    public PixelSource keep(FileSource image, PixelWidening kernel) {
        var tiling = Tiling.of(image.info());
        if (!image.isPacked() || tiling.isEmpty() || !isExact(image.dtype())) {
            return image;
        }
        long bytes = tiling.get().pixels() * image.bands() * image.dtype().bytes();
        if (end + bytes > limit) {
            return image;
        }
        var kept = new DecodedSource(
                image, tiling.get(), ElementType.valueOf(image.dtype().name()), kernel, channel, end);
        end += bytes;
        return kept;
    }

    private static boolean isExact(DType type) {
        return type != DType.BOOL && type != DType.INT64 && type != DType.UINT64;
    }

    /// Reads as many bytes as there is room for.
    /// @throws IOException if they are not there
    static void read(FileChannel channel, long at, ByteBuffer to) throws IOException {
        while (to.hasRemaining()) {
            int count = channel.read(to, at);
            if (count < 0) {
                throw new IOException("the file of decoded tiles ends early");
            }
            at += count;
        }
    }

    /// @throws IOException if the disk is full
    static void write(FileChannel channel, long at, ByteBuffer from) throws IOException {
        while (from.hasRemaining()) {
            at += channel.write(from, at);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
