package dev.stampede.kernels.matching;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.matching.MaskedMoments.Plane;

/// The definition, one pixel at a time.
final class GainOffsetReference implements GainOffset {
    @Override
    public Backend backend() {
        return Backend.REFERENCE;
    }

    @Override
    public void apply(Plane value, int n, double gain, double offset, NoData noData, PixelRange range, Plane out) {
        value.require(1, n);
        out.require(1, n);
        apply(value, 0, n, gain, offset, noData, range, out);
    }

    static void apply(
            Plane value, int from, int to, double gain, double offset, NoData noData, PixelRange range, Plane out) {
        for (int p = from; p < to; p++) {
            double x = value.get(0, p);
            out.set(0, p, noData.is(x) ? noData.value() : kept(range.convert(gain * x + offset), noData));
        }
    }

    @Override
    public void finish(Plane tested, int n, NoData noData, PixelRange range, Plane out) {
        tested.require(1, n);
        out.require(1, n);
        finish(tested, 0, n, noData, range, out);
    }

    static void finish(Plane tested, int from, int to, NoData noData, PixelRange range, Plane out) {
        for (int p = from; p < to; p++) {
            boolean empty = noData.is(tested.get(0, p));
            out.set(0, p, empty ? noData.value() : kept(range.convert(out.get(0, p)), noData));
        }
    }

    @Override
    public void overlay(Plane value, int n, NoData absent, NoData noData, Plane out) {
        value.require(1, n);
        out.require(1, n);
        overlay(value, 0, n, absent, noData, out);
    }

    static void overlay(Plane value, int from, int to, NoData absent, NoData noData, Plane out) {
        for (int p = from; p < to; p++) {
            double v = value.get(0, p);
            if (!absent.is(v)) {
                out.set(0, p, kept(v, noData));
            }
        }
    }

    private static double kept(double v, NoData noData) {
        return v == noData.value() ? noData.substitute() : v;
    }
}
