package dev.stampede.raster;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/// SHA-256 of what makes a raster what it is.
final class ContentDigest {
    private ContentDigest() {}

    /// Type, shape, grid, reference system, fill value and elements in order, however they lie in memory.
    static String of(GeoRaster raster) {
        var digest = sha256();
        var values = raster.values();
        var head = String.join(
                "\n",
                raster.dtype().label(),
                Arrays.toString(raster.shape()),
                raster.affine().toString(),
                raster.crs().code().orElse(raster.crs().text()),
                raster.fill().toString());
        digest.update(head.getBytes(StandardCharsets.UTF_8));
        int bytes = raster.dtype().bytes();
        int columns = values.size(-1);
        var row = new byte[Math.multiplyExact(columns, bytes)];
        for (long r = 0; r < values.rows(); r++) {
            long start = values.rowStart(r);
            for (int col = 0; col < columns; col++) {
                long bits = Elements.getBits(values.segment(), bytes, start + col * values.stride(-1));
                for (int b = 0; b < bytes; b++) {
                    row[col * bytes + b] = (byte) (bits >> 8 * b);
                }
            }
            digest.update(row);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
