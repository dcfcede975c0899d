package dev.stampede.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 of texts and files, as 64 hexadecimal digits.
public final class Sha256 {
    private static final int SMALLEST_PIECE = 512;
    private static final int LARGEST_PIECE = 1 << 16;

    private Sha256() {}

    /// A digest of nothing yet.
    public static MessageDigest begin() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    /// What was added, in hexadecimal; the digest begins anew.
    public static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    /// Of a text in UTF-8.
    public static String ofText(String text) {
        var digest = begin();
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        return hex(digest);
    }

    /// Of a file's content.
    /// @throws FileSystemException if it is a folder
    /// @throws IOException         if it cannot be read
    public static String ofFile(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "is a folder, expected a file");
        }
        var digest = begin();
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            // On the heap: a digest copies what lies outside piece by piece.
            var buffer = ByteBuffer.allocate((int) Math.clamp(channel.size() + 1, SMALLEST_PIECE, LARGEST_PIECE));
            while (channel.read(buffer) >= 0) {
                digest.update(buffer.flip());
                buffer.clear();
            }
        }
        return hex(digest);
    }
}
