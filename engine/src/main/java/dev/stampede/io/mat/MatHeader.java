package dev.stampede.io.mat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The 128 bytes with which level-5 and level-7.3 files begin: text, offset of subsystem data (none),
/// version, and the mark of little-endian numbers. The text carries no date, so the same content gives the
/// same bytes.
final class MatHeader {
    static final int BYTES = 128;
    private static final int TEXT_BYTES = 116;

    private MatHeader() {}

    static byte[] bytes(String format, int version) {
        var header = new byte[BYTES];
        Arrays.fill(header, 0, TEXT_BYTES, (byte) ' ');
        var text = (format + ", written by Stampede").getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, header, 0, text.length);
        header[124] = (byte) version;
        header[125] = (byte) (version >> 8);
        header[126] = 'I';
        header[127] = 'M';
        return header;
    }
}
