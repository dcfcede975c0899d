package dev.stampede.bindings.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Attributes whose values have lengths of their own, read from the file here. The library follows the
/// places and numbers of their heap without looking whether they can be, so that a damaged file would end
/// the process or never come to an end.
///
/// Understood are object headers of both versions with the attribute in them (not in a heap of attributes),
/// as MATLAB and the library's default write them. Source: HDF5 File Format Specification 3.0, sections
/// II.A, III.E, IV.A.
final class Hdf5VariableLength {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
    private static final int ATTRIBUTE = 0x0c;
    private static final int CONTINUATION = 0x10;
    private static final int MAX_BLOCKS = 1000;
    private static final int MAX_BYTES = 1 << 24;

    /// Length, address of the collection, number in it.
    private static final int DESCRIPTOR = 4 + 8 + 4;

    private final FileChannel channel;
    private final long base;

    /// Collections read so far; many values share one.
    private final Map<Long, ByteBuffer> heaps = new HashMap<>();

    private Hdf5VariableLength(FileChannel channel, long base) {
        this.channel = channel;
        this.base = base;
    }

    /// The values of an attribute.
    ///
    /// @param file    as a whole
    /// @param address of the object's header, as a reference to it says
    /// @param count   number of values
    /// @return `null` if the attribute is not where it can be read
    static List<byte[]> read(Path file, long address, String attribute, int count) throws Hdf5Exception {
        try (var channel = FileChannel.open(file)) {
            return new Hdf5VariableLength(channel, base(channel)).values(address, attribute, count);
        } catch (Hdf5Exception e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new Hdf5Exception("attribute " + attribute + " is damaged: " + e.getMessage());
        }
    }

    /// Addresses count from the signature, and take 8 bytes in every file this is used for.
    private static long base(FileChannel channel) throws IOException {
        for (long at : new long[] {0, 512, 1024, 2048}) {
            var head = ByteBuffer.allocate(16);
            channel.read(head, at);
            if (Arrays.equals(head.array(), 0, 8, SIGNATURE, 0, 8)) {
                int sizes = head.get(8) < 2 ? 13 : 9;
                if (head.get(sizes) != 8 || head.get(sizes + 1) != 8) {
                    throw new Hdf5Exception("addresses of " + head.get(sizes) + " bytes, expected 8");
                }
                return at;
            }
        }
        throw new Hdf5Exception("no HDF5 signature");
    }

    private ByteBuffer bytes(long address, long length) throws IOException {
        if (address < 0 || length < 0 || length > MAX_BYTES || address > channel.size() - base - length) {
            throw new Hdf5Exception(length + " bytes at " + address + " are not in the file");
        }
        var buffer = ByteBuffer.allocate((int) length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining() && channel.read(buffer, base + address + buffer.position()) >= 0) {}
        return buffer.flip();
    }

    private List<byte[]> values(long address, String attribute, int count) throws IOException {
        var data = find(address, attribute, count);
        if (data == null) {
            return null;
        }
        List<byte[]> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int length = data.getInt();
            long collection = data.getLong();
            values.add(length == 0 ? new byte[0] : value(collection, data.getInt(), length));
            data.position((i + 1) * DESCRIPTOR);
        }
        return values;
    }

    /// The value with this number of a heap collection.
    private byte[] value(long address, int number, int length) throws IOException {
        var heap = heaps.get(address);
        if (heap == null) {
            var head = bytes(address, 16);
            if (!text(head, 4).equals("GCOL")) {
                throw new Hdf5Exception("no heap at " + address);
            }
            heap = bytes(address, head.getLong(8));
            heaps.put(address, heap);
        }
        for (int at = 16; at + 16 <= heap.limit(); ) {
            int found = heap.getShort(at) & 0xffff;
            long size = heap.getLong(at + 8);
            if (found == 0 || size < 0 || size > heap.limit() - at - 16) {
                break;
            }
            if (found == number) {
                if (length < 0 || length > size) {
                    throw new Hdf5Exception("a value of " + length + " bytes is stored in " + size);
                }
                var value = new byte[length];
                heap.get(at + 16, value);
                return value;
            }
            at += 16 + (int) padded(size);
        }
        throw new Hdf5Exception("the heap at " + address + " has no value " + number);
    }

    private static long padded(long size) {
        return (size + 7) & ~7L;
    }

    private static String text(ByteBuffer from, int length) {
        var text = new byte[length];
        from.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    /// Goes through the blocks of an object header.
    private ByteBuffer find(long address, String attribute, int count) throws IOException {
        var head = bytes(address, 16);
        boolean old = head.get(0) == 1;
        var blocks = new ArrayDeque<ByteBuffer>();
        int order = 0;
        if (old) {
            blocks.add(bytes(address + 16, head.getInt(8) & 0xffffffffL));
        } else if (text(head, 4).equals("OHDR")) {
            int flags = head.get(5);
            order = flags & 0x04;
            int at = 6 + ((flags & 0x20) != 0 ? 16 : 0) + ((flags & 0x10) != 0 ? 4 : 0);
            int width = 1 << (flags & 3);
            var size = bytes(address + at, width);
            long length = 0;
            for (int i = width - 1; i >= 0; i--) {
                length = length << 8 | size.get(i) & 0xff;
            }
            blocks.add(bytes(address + at + width, length));
        } else {
            throw new Hdf5Exception("no object header at " + address);
        }
        for (int n = 0; !blocks.isEmpty() && n < MAX_BLOCKS; n++) {
            var found = findIn(blocks.remove(), old, order != 0, attribute, count, blocks);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private ByteBuffer findIn(
            ByteBuffer block, boolean old, boolean ordered, String attribute, int count, ArrayDeque<ByteBuffer> more)
            throws IOException {
        int head = old ? 8 : ordered ? 6 : 4;
        while (block.remaining() >= head) {
            int at = block.position();
            int type = old ? block.getShort(at) & 0xffff : block.get(at) & 0xff;
            int size = block.getShort(at + (old ? 2 : 1)) & 0xffff;
            if (size > block.remaining() - head) {
                break;
            }
            var message = block.slice(at + head, size).order(ByteOrder.LITTLE_ENDIAN);
            if (type == CONTINUATION && size >= 16) {
                // A block of the newer kind stands between its name and a checksum.
                long start = message.getLong(0) + (old ? 0 : 4);
                more.add(bytes(start, message.getLong(8) - (old ? 0 : 8)));
            } else if (type == ATTRIBUTE) {
                var data = data(message, attribute, count);
                if (data != null) {
                    return data;
                }
            }
            block.position(at + head + size);
        }
        return null;
    }

    /// The values of an attribute message, or `null` if it is another attribute's.
    private static ByteBuffer data(ByteBuffer message, String attribute, int count) throws Hdf5Exception {
        int version = message.get(0);
        int nameBytes = message.getShort(2) & 0xffff;
        int typeBytes = message.getShort(4) & 0xffff;
        int spaceBytes = message.getShort(6) & 0xffff;
        int name = version == 3 ? 9 : 8;
        if (nameBytes < 1 || name + nameBytes > message.limit()) {
            throw new Hdf5Exception("an attribute has a name of " + nameBytes + " bytes");
        }
        var found = text(message.slice(name, nameBytes), nameBytes);
        if (!found.equals(attribute + "\0")) {
            return null;
        }
        long start = version == 1
                ? name + padded(nameBytes) + padded(typeBytes) + padded(spaceBytes)
                : name + nameBytes + typeBytes + spaceBytes;
        long length = (long) count * DESCRIPTOR;
        if (start > message.limit() - length) {
            throw new Hdf5Exception("attribute " + attribute + " has no room for " + count + " values");
        }
        return message.slice((int) start, (int) length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
