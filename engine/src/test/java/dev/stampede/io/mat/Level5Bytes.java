package dev.stampede.io.mat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;

/// Puts level-5 files together byte by byte, in either order, also ones our writer never makes.
final class Level5Bytes {
    private final ByteOrder order;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Level5Bytes(ByteOrder order) {
        this.order = order;
    }

    static byte[] file(ByteOrder order, byte[]... variables) {
        var file = new Level5Bytes(order);
        var text = "MATLAB 5.0 MAT-file Platform: GLNX86".getBytes(StandardCharsets.US_ASCII);
        file.raw(java.util.Arrays.copyOf(text, 124));
        file.raw(ByteBuffer.allocate(4)
                .order(order)
                .putShort((short) 0x0100)
                .putShort((short) ('M' << 8 | 'I'))
                .array());
        for (var variable : variables) {
            file.raw(variable);
        }
        return file.bytes();
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    Level5Bytes raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    /// An element in the long form, padded.
    Level5Bytes element(int type, byte[] data) {
        raw(ByteBuffer.allocate(8).order(order).putInt(type).putInt(data.length).array());
        return raw(data).raw(new byte[-data.length & 7]);
    }

    /// An element of at most four bytes in the short form.
    Level5Bytes small(int type, byte[] data) {
        raw(ByteBuffer.allocate(4).order(order).putInt(data.length << 16 | type).array());
        return raw(data).raw(new byte[4 - data.length]);
    }

    /// Flags, shape and name.
    Level5Bytes header(int arrayClass, int flags, String name, int... dims) {
        element(Storage.UINT32.code(), ints(flags << 8 | arrayClass, 0));
        element(Storage.INT32.code(), ints(dims));
        return element(Storage.INT8.code(), name.getBytes(StandardCharsets.US_ASCII));
    }

    /// Numbers in the given storage.
    byte[] numbers(Storage storage, double... values) {
        var buffer = ByteBuffer.allocate(values.length * storage.bytes()).order(order);
        for (double v : values) {
            switch (storage) {
                case INT8, UINT8, UTF8 -> buffer.put((byte) (int) v);
                case INT16, UINT16, UTF16 -> buffer.putShort((short) (int) v);
                case INT32, UINT32, UTF32 -> buffer.putInt((int) (long) v);
                case INT64, UINT64 -> buffer.putLong((long) v);
                case SINGLE -> buffer.putFloat((float) v);
                case DOUBLE -> buffer.putDouble(v);
            }
        }
        return buffer.array();
    }

    byte[] ints(int... values) {
        var buffer = ByteBuffer.allocate(4 * values.length).order(order);
        for (int v : values) {
            buffer.putInt(v);
        }
        return buffer.array();
    }

    /// What has been collected, as an array element.
    byte[] matrix() {
        return new Level5Bytes(order).element(Level5.MATRIX, bytes()).bytes();
    }

    /// A matrix element as MATLAB compresses it.
    static byte[] compressed(ByteOrder order, byte[] matrix) {
        var deflater = new Deflater(9);
        deflater.setInput(matrix);
        deflater.finish();
        var buffer = new byte[matrix.length + 100];
        int length = deflater.deflate(buffer);
        deflater.end();
        return new Level5Bytes(order)
                .raw(ByteBuffer.allocate(8)
                        .order(order)
                        .putInt(Level5.COMPRESSED)
                        .putInt(length)
                        .array())
                .raw(java.util.Arrays.copyOf(buffer, length))
                .bytes();
    }
}
