package dev.stampede.io.mat;

import dev.stampede.bindings.hdf5.Hdf5Data;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;

/// Writes a large array as chunks that are shuffled and deflated here, outside the HDF5 library, straight
/// from the planes. A chunk is one run of the array in memory. A chunk that would not halve is stored as it
/// is.
final class V73Chunks {
    private static final long CHUNK_BYTES = 1 << 20;

    private final MatArray array;
    private final long[] dims;
    private final long[] chunk;
    private final int cut;

    /// @param dims shape in the file, slowest first
    V73Chunks(MatArray array, long[] dims) {
        this.array = array;
        this.dims = dims;
        this.chunk = new long[dims.length];
        Arrays.fill(chunk, 1);
        long room = CHUNK_BYTES / (array.type().bytes() * (array.isComplex() ? 2 : 1));
        int d = dims.length - 1;
        while (d > 0 && dims[d] <= room) {
            chunk[d] = dims[d];
            room /= dims[d];
            d--;
        }
        long pieces = (dims[d] + room - 1) / room;
        chunk[d] = (dims[d] + pieces - 1) / pieces;
        this.cut = d;
    }

    long[] shape() {
        return chunk;
    }

    /// Whether deflating is worth while, judged from a sample of the whole array.
    static boolean pays(MatArray array) {
        var deflater = new Deflater(Deflate.LEVEL, true);
        try {
            long bytes = array.size() * array.type().bytes();
            var re = array.re().asSlice(0, bytes);
            return Deflate.pays(
                    deflater, array.isComplex() ? List.of(re, array.im().asSlice(0, bytes)) : List.of(re));
        } finally {
            deflater.end();
        }
    }

    void write(Hdf5Data data, long dataset) throws IOException {
        int number = array.type().bytes();
        int value = array.isComplex() ? 2 * number : number;
        long run = 1;
        for (int d = cut; d < dims.length; d++) {
            run *= chunk[d];
        }
        long inner = run / chunk[cut];
        long outer = 1;
        for (int d = 0; d < cut; d++) {
            outer *= dims[d];
        }
        var sampler = new Deflater(Deflate.LEVEL, true);
        var deflater = new Deflater(Deflate.LEVEL);
        try (var arena = Arena.ofConfined()) {
            var plain = arena.allocate(run * value, 64);
            var shuffled = arena.allocate(run * value, 64);
            var packed = arena.allocate(run * value + (1 << 12), 64);
            for (long o = 0; o < outer; o++) {
                for (long at = 0; at < dims[cut]; at += chunk[cut]) {
                    long values = Math.min(chunk[cut], dims[cut] - at) * inner;
                    plain.asSlice(values * value).fill((byte) 0);
                    copy((o * dims[cut] + at) * inner, values, plain);
                    var from = position(o, at);
                    if (Deflate.pays(sampler, List.of(plain))) {
                        Planes.shuffle(plain, run, value, shuffled);
                        data.writeChunk(dataset, from, false, deflate(deflater, shuffled, packed));
                    } else {
                        data.writeChunk(dataset, from, true, plain);
                    }
                }
            }
        } finally {
            sampler.end();
            deflater.end();
        }
    }

    private void copy(long first, long count, MemorySegment out) {
        int bytes = array.type().bytes();
        if (array.isComplex()) {
            Planes.join(array.re(), array.im(), first * bytes, count, bytes, out);
        } else {
            MemorySegment.copy(array.re(), first * bytes, out, 0, count * bytes);
        }
    }

    private long[] position(long outer, long at) {
        var from = new long[dims.length];
        from[cut] = at;
        for (int d = cut - 1; d >= 0; d--) {
            from[d] = outer % dims[d];
            outer /= dims[d];
        }
        return from;
    }

    private static MemorySegment deflate(Deflater deflater, MemorySegment source, MemorySegment target) {
        deflater.reset();
        deflater.setInput(source.asByteBuffer());
        deflater.finish();
        ByteBuffer out = target.asByteBuffer();
        while (!deflater.finished()) {
            deflater.deflate(out);
        }
        return target.asSlice(0, out.position());
    }
}
