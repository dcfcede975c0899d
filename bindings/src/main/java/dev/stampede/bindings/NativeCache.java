package dev.stampede.bindings;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.Adler32;
import java.util.zip.CRC32;

/// Keeps libraries unpacked from jars in the user's cache folder, one file per content, so that a start
/// finds what an earlier one left and different versions do not meet.
///
/// The folder is `stampede.native.cache` if that property is set, else `$XDG_CACHE_HOME/stampede/native`, else
/// `~/.cache/stampede/native`, else, where that cannot be written, a folder under the temporary folder.
final class NativeCache {
    private NativeCache() {}

    /// The file holding these bytes, written if it is not there yet. Safe against other processes doing the
    /// same.
    ///
    /// @param fileName last part of the name; the content hash is put before it
    static Path file(byte[] content, String fileName) throws IOException {
        IOException first = null;
        for (var folder : folders()) {
            try {
                return file(folder, content, fileName);
            } catch (IOException e) {
                first = first == null ? e : first;
            }
        }
        throw first;
    }

    private static Path file(Path folder, byte[] content, String fileName) throws IOException {
        var file = folder.resolve(hash(content)).resolve(fileName);
        if (Files.isRegularFile(file) && Arrays.equals(Files.readAllBytes(file), content)) {
            return file;
        }
        Files.createDirectories(file.getParent());
        var temporary = Files.createTempFile(file.getParent(), "new", ".tmp");
        try {
            Files.write(temporary, content);
            try {
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(temporary);
        }
        return file;
    }

    private static Path[] folders() {
        var fallback = Path.of(
                System.getProperty("java.io.tmpdir"), "stampede-native-" + System.getProperty("user.name", "user"));
        var set = System.getProperty("stampede.native.cache");
        if (set != null) {
            return new Path[] {Path.of(set)};
        }
        var xdg = System.getenv("XDG_CACHE_HOME");
        var base =
                xdg != null && !xdg.isBlank() ? Path.of(xdg) : Path.of(System.getProperty("user.home", "."), ".cache");
        return new Path[] {base.resolve("stampede").resolve("native"), fallback};
    }

    /// Two checksums that need no compiled code: a start would spend a tenth of a second on SHA-256. They
    /// name the file; whether it is the right one is told by comparing all its bytes.
    private static String hash(byte[] content) {
        var crc = new CRC32();
        crc.update(content);
        var adler = new Adler32();
        adler.update(content);
        return HexFormat.of().toHexDigits((int) crc.getValue())
                + HexFormat.of().toHexDigits((int) adler.getValue())
                + HexFormat.of().toHexDigits(content.length);
    }
}
