package dev.stampede.insar.synth;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// The raster files of an export, open for writing at any line by any thread.
final class ExportFiles implements AutoCloseable {
    private final Path folder;
    private final List<FileChannel> open = new ArrayList<>();

    ExportFiles(Path folder) {
        this.folder = folder;
    }

    /// Creates a raster file, with its folders.
    FileChannel raster(String relative) throws IOException {
        var file = folder.resolve(relative);
        Files.createDirectories(file.getParent());
        var channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        open.add(channel);
        return channel;
    }

    void bytes(String relative, byte[] content) throws IOException {
        repeated(relative, content, 1);
    }

    /// A file of the same bytes over and over.
    void repeated(String relative, byte[] content, int times) throws IOException {
        var file = folder.resolve(relative);
        Files.createDirectories(file.getParent());
        try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < times; i++) {
                out.write(content);
            }
        }
    }

    void text(String relative, String content) throws IOException {
        var file = folder.resolve(relative);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    /// Makes `copy` the same file as `original`, by a link where the file system allows it.
    void share(String original, String copy) throws IOException {
        var target = folder.resolve(copy);
        Files.createDirectories(target.getParent());
        Files.deleteIfExists(target);
        try {
            Files.createLink(target, folder.resolve(original));
        } catch (UnsupportedOperationException | IOException e) {
            Files.copy(folder.resolve(original), target);
        }
    }

    /// Writes the first `bytes` of `data` at `position`.
    static void write(FileChannel file, MemorySegment data, long bytes, long position) throws IOException {
        ByteBuffer buffer = data.asSlice(0, bytes).asByteBuffer();
        while (buffer.hasRemaining()) {
            position += file.write(buffer, position);
        }
    }

    @Override
    public void close() throws IOException {
        IOException failure = null;
        for (var channel : open) {
            try {
                channel.close();
            } catch (IOException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
