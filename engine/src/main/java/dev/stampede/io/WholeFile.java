package dev.stampede.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Files that appear under their names when all is written, or not at all.
public final class WholeFile {
    /// What goes into a file.
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /// What writes a file under the path it is given.
    @FunctionalInterface
    public interface Maker {
        void make(Path file) throws IOException;
    }

    private WholeFile() {}

    /// Writes a text in UTF-8, replacing a former file. Folders are made.
    /// @throws IOException if it cannot be written; nothing is left then
    public static void write(Path file, String text) throws IOException {
        write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /// Writes a file, replacing a former one. Folders are made.
    /// @throws IOException if it cannot be written; nothing is left then
    public static void write(Path file, Content content) throws IOException {
        make(file, partial -> {
            try (var out = new BufferedOutputStream(Files.newOutputStream(partial))) {
                content.writeTo(out);
            }
        });
    }

    /// Has a file made by something that wants a path, replacing a former one. Folders are made.
    /// @throws IOException if it cannot be made; nothing is left then
    public static void make(Path file, Maker maker) throws IOException {
        var target = file.toAbsolutePath();
        Files.createDirectories(target.getParent());
        var partial = target.resolveSibling("." + target.getFileName() + ".partial");
        try {
            maker.make(partial);
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(partial);
        }
    }
}
