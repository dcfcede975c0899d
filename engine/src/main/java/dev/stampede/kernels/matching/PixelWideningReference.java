package dev.stampede.kernels.matching;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.elementwise.ElementType;
import java.lang.foreign.MemorySegment;

/// The definition, one pixel at a time.
final class PixelWideningReference implements PixelWidening {
    @Override
    public Backend backend() {
        return Backend.REFERENCE;
    }

    @Override
    public void widen(ElementType type, MemorySegment in, long inAt, int n, MemorySegment out, long outAt) {
        PixelWidening.require(in, inAt, n, type.bytes());
        PixelWidening.require(out, outAt, n, Double.BYTES);
        widen(type, in, inAt, 0, n, out, outAt);
    }

    static void widen(ElementType type, MemorySegment in, long inAt, int from, int to, MemorySegment out, long outAt) {
        for (int i = from; i < to; i++) {
            out.setAtIndex(MaskedMoments.F64, outAt + i, type.load(in, inAt + i));
        }
    }

    @Override
    public void narrow(ElementType type, MemorySegment in, long inAt, int n, MemorySegment out, long outAt) {
        PixelWidening.require(in, inAt, n, Double.BYTES);
        PixelWidening.require(out, outAt, n, type.bytes());
        narrow(type, in, inAt, 0, n, out, outAt);
    }

    static void narrow(ElementType type, MemorySegment in, long inAt, int from, int to, MemorySegment out, long outAt) {
        for (int i = from; i < to; i++) {
            type.store(out, outAt + i, in.getAtIndex(MaskedMoments.F64, inAt + i));
        }
    }
}
