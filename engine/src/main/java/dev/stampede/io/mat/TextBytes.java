package dev.stampede.io.mat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Characters as a file stores them: 8-bit (Latin-1), 16-bit units, or UTF-8, -16, -32.
///
/// @param storage how they are stored
/// @param little  whether the file is little-endian
/// @param bytes   without padding
record TextBytes(Storage storage, boolean little, byte[] bytes) {
    /// The stored text in 16-bit units.
    String decode() {
        return new String(bytes, charset());
    }

    int units() {
        return decode().length();
    }

    private Charset charset() {
        return switch (storage) {
            case INT8, UINT8 -> StandardCharsets.ISO_8859_1;
            case UTF8 -> StandardCharsets.UTF_8;
            case INT32, UINT32, UTF32 -> little ? StandardCharsets.UTF_32LE : StandardCharsets.UTF_32BE;
            default -> little ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
        };
    }

    /// The text with its shape. Characters beyond 16 bits make a row longer than its shape says (the shape
    /// counts characters); a row is then as long as its text. Empty if a text of other shape does not fit.
    Optional<MatText> text(long[] dims, long size) {
        var text = decode();
        if (text.length() == size) {
            return Optional.of(new MatText(dims, text));
        }
        boolean row = dims.length == 2 && dims[0] == 1 && text.codePointCount(0, text.length()) <= size;
        boolean utf8Bytes = dims.length == 2 && dims[0] == 1 && storage == Storage.UTF8 && bytes.length == size;
        return row || utf8Bytes ? Optional.of(new MatText(new long[] {1, text.length()}, text)) : Optional.empty();
    }
}
