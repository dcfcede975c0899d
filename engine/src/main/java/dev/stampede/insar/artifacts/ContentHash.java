package dev.stampede.insar.artifacts;

import dev.stampede.io.Sha256;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// SHA-256 of what a partial result depends on, piece by piece; names the checkpoints it may be taken from.
public final class ContentHash {
    private static final long PIECE = 1 << 30;

    private final MessageDigest digest = Sha256.begin();

    /// Everything that decides, as text; each value ends with a byte that no text holds.
    public ContentHash add(Object... values) {
        for (var value : values) {
            digest.update(String.valueOf(value).getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0xff);
        }
        return this;
    }

    /// Off-heap memory.
    public ContentHash add(MemorySegment segment) {
        for (long at = 0; at < segment.byteSize(); at += PIECE) {
            digest.update(segment.asSlice(at, Math.min(PIECE, segment.byteSize() - at))
                    .asByteBuffer());
        }
        return this;
    }

    public ContentHash add(int[] values) {
        return addCopy(MemorySegment.ofArray(values));
    }

    public ContentHash add(double[] values) {
        return addCopy(MemorySegment.ofArray(values));
    }

    /// A digest takes no memory of other arrays than those of bytes.
    private ContentHash addCopy(MemorySegment values) {
        digest.update(values.toArray(ValueLayout.JAVA_BYTE));
        return this;
    }

    /// The hash in hexadecimal; nothing can be added after it.
    public String hex() {
        return Sha256.hex(digest);
    }
}
