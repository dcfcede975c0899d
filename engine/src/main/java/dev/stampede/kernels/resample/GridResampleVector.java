package dev.stampede.kernels.resample;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.Lanes;
import dev.stampede.kernels.matching.GainOffset;
import dev.stampede.kernels.matching.MaskedMoments.Plane;
import dev.stampede.kernels.matching.NoData;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Lanes run along a target row. For every tap, in the order of the reference, weighted values and weights are added
/// to two rows of sums; what is no data adds zero, which changes no bit. Then one division, and the conversion of
/// [GainOffset].
final class GridResampleVector implements GridResample {
    private static final ValueLayout.OfDouble F64 = ValueLayout.JAVA_DOUBLE_UNALIGNED;
    private static final VectorSpecies<Double> SPECIES = Lanes.F64;
    private static final int STEP = SPECIES.length();

    private final GainOffset conversion =
            GainOffset.FAMILY.variants().get(Backend.VECTOR).get();

    @Override
    public Backend backend() {
        return Backend.VECTOR;
    }

    /// Rows of the width of the target.
    private static final class Sums {
        final int cols;
        final MemorySegment values;
        final MemorySegment weights;
        final MemorySegment gaps; // taps without data; null where nobody asks
        final MemorySegment there;

        Sums(Arena arena, int cols, boolean counted) {
            this.cols = cols;
            values = arena.allocate((long) cols * Double.BYTES, Double.BYTES);
            weights = arena.allocate((long) cols * Double.BYTES, Double.BYTES);
            gaps = counted ? arena.allocate((long) cols * Double.BYTES, Double.BYTES) : null;
            there = arena.allocate((long) cols * Double.BYTES, Double.BYTES);
        }
    }

    @Override
    public void run(Band[] bands, int firstRow, int firstCol, Taps taps, Taps fallback) {
        int cols = taps.cols().count();
        int rows = taps.rows().count();
        for (var band : bands) {
            band.out().require(rows, cols);
        }
        try (var arena = Arena.ofConfined()) {
            var covered = arena.allocate(Math.max(1L, (long) rows * cols) * Double.BYTES, Double.BYTES);
            for (var band : bands) {
                cover(band, taps, firstRow, firstCol, covered);
            }
            var gathered = new GatheredColumns(
                    arena, taps.cols(), firstCol, taps.rows().taps());
            var sums = new Sums(arena, cols, fallback != null);
            var near = fallback == null
                    ? null
                    : new GatheredColumns(
                            arena, fallback.cols(), firstCol, fallback.rows().taps());
            var nearSums = fallback == null ? null : new Sums(arena, cols, false);
            for (var band : bands) {
                gathered.begin(band.source(), firstRow);
                if (near != null) {
                    near.begin(band.source(), firstRow);
                }
                for (int r = 0; r < rows; r++) {
                    add(gathered, taps.rows(), r, band.noData(), sums);
                    if (near != null) {
                        add(near, fallback.rows(), r, band.noData(), nearSums);
                        choose(sums, taps.rows().complete(r), nearSums);
                    }
                    finish(band, r, covered, sums);
                }
            }
        }
    }

    /// 1 where the target pixel lies in a source pixel that is data in the band; elsewhere as it was.
    private static void cover(Band band, Taps taps, int firstRow, int firstCol, MemorySegment outCovered) {
        int cols = taps.cols().count();
        var source = band.source();
        NoData noData = band.noData();
        for (int r = 0; r < taps.rows().count(); r++) {
            int row = taps.rows().home(r);
            if (row < 0) {
                continue;
            }
            long line = source.at() + (row - firstRow) * source.stride() - firstCol;
            for (int c = 0; c < cols; c++) {
                int col = taps.cols().home(c);
                if (col >= 0 && !noData.is(source.segment().getAtIndex(F64, line + col))) {
                    outCovered.setAtIndex(F64, (long) r * cols + c, 1);
                }
            }
        }
    }

    private static void add(GatheredColumns gathered, AxisTaps rows, int r, NoData noData, Sums out) {
        out.values.fill((byte) 0);
        out.weights.fill((byte) 0);
        if (out.gaps != null) {
            out.gaps.fill((byte) 0);
        }
        for (int j = rows.from(r); j < rows.to(r); j++) {
            int place = gathered.row(rows.first(r) + j);
            double weight = rows.weight(r, j);
            for (int i = 0; i < gathered.taps(); i++) {
                long pixelsAt = gathered.pixelsAt(place, i);
                long weightsAt = gathered.weightsAt(i);
                tap(gathered.pixels(), pixelsAt, gathered.weights(), weightsAt, weight, noData.value(), out);
            }
        }
    }

    /// Three loops: in one they are more than the compiler turns into vector code.
    private static void tap(
            MemorySegment pixels,
            long pixelsAt,
            MemorySegment weights,
            long weightsAt,
            double rowWeight,
            double noData,
            Sums out) {
        int body = out.cols / STEP * STEP;
        addValues(pixels, pixelsAt, weights, weightsAt, rowWeight, noData, body, out.values);
        addWeights(pixels, pixelsAt, weights, weightsAt, rowWeight, noData, body, out.weights);
        if (out.gaps != null) {
            addGaps(pixels, pixelsAt, noData, body, out.gaps);
        }
        for (long k = (long) body * Double.BYTES; k < (long) out.cols * Double.BYTES; k += Double.BYTES) {
            double v = pixels.get(F64, pixelsAt + k);
            if (v != noData && !Double.isNaN(v)) {
                double w = rowWeight * weights.get(F64, weightsAt + k);
                out.values.set(F64, k, out.values.get(F64, k) + w * v);
                out.weights.set(F64, k, out.weights.get(F64, k) + w);
            } else if (out.gaps != null) {
                out.gaps.set(F64, k, out.gaps.get(F64, k) + 1);
            }
        }
    }

    private static void addValues(
            MemorySegment pixels,
            long pixelsAt,
            MemorySegment weights,
            long weightsAt,
            double rowWeight,
            double noData,
            int count,
            MemorySegment out) {
        var zero = DoubleVector.zero(SPECIES);
        for (long k = 0, end = (long) count * Double.BYTES; k < end; k += (long) STEP * Double.BYTES) {
            var v = DoubleVector.fromMemorySegment(SPECIES, pixels, pixelsAt + k, LITTLE_ENDIAN);
            var w = DoubleVector.fromMemorySegment(SPECIES, weights, weightsAt + k, LITTLE_ENDIAN)
                    .mul(rowWeight);
            var gap = v.compare(VectorOperators.EQ, noData).or(v.compare(VectorOperators.NE, v));
            DoubleVector.fromMemorySegment(SPECIES, out, k, LITTLE_ENDIAN)
                    .add(w.mul(v).blend(zero, gap))
                    .intoMemorySegment(out, k, LITTLE_ENDIAN);
        }
    }

    private static void addWeights(
            MemorySegment pixels,
            long pixelsAt,
            MemorySegment weights,
            long weightsAt,
            double rowWeight,
            double noData,
            int count,
            MemorySegment out) {
        var zero = DoubleVector.zero(SPECIES);
        for (long k = 0, end = (long) count * Double.BYTES; k < end; k += (long) STEP * Double.BYTES) {
            var v = DoubleVector.fromMemorySegment(SPECIES, pixels, pixelsAt + k, LITTLE_ENDIAN);
            var w = DoubleVector.fromMemorySegment(SPECIES, weights, weightsAt + k, LITTLE_ENDIAN)
                    .mul(rowWeight);
            var gap = v.compare(VectorOperators.EQ, noData).or(v.compare(VectorOperators.NE, v));
            DoubleVector.fromMemorySegment(SPECIES, out, k, LITTLE_ENDIAN)
                    .add(w.blend(zero, gap))
                    .intoMemorySegment(out, k, LITTLE_ENDIAN);
        }
    }

    private static void addGaps(MemorySegment pixels, long pixelsAt, double noData, int count, MemorySegment out) {
        var zero = DoubleVector.zero(SPECIES);
        var one = DoubleVector.broadcast(SPECIES, 1);
        for (long k = 0, end = (long) count * Double.BYTES; k < end; k += (long) STEP * Double.BYTES) {
            var v = DoubleVector.fromMemorySegment(SPECIES, pixels, pixelsAt + k, LITTLE_ENDIAN);
            var gap = v.compare(VectorOperators.EQ, noData).or(v.compare(VectorOperators.NE, v));
            DoubleVector.fromMemorySegment(SPECIES, out, k, LITTLE_ENDIAN)
                    .add(zero.blend(one, gap))
                    .intoMemorySegment(out, k, LITTLE_ENDIAN);
        }
    }

    /// Where a tap is missing the fallback's sums are taken.
    private static void choose(Sums sums, boolean allRows, Sums fallback) {
        for (long k = 0; k < (long) sums.cols * Double.BYTES; k += Double.BYTES) {
            if (!allRows || sums.gaps.get(F64, k) != 0) {
                sums.values.set(F64, k, fallback.values.get(F64, k));
                sums.weights.set(F64, k, fallback.weights.get(F64, k));
            }
        }
    }

    private void finish(Band band, int r, MemorySegment covered, Sums sums) {
        var out =
                new Plane(band.out().segment(), band.out().at() + r * band.out().stride(), sums.cols);
        long coveredAt = (long) r * sums.cols * Double.BYTES;
        // Any number but the one that means no data.
        double some = band.noData().value() == 0 ? 1 : 0;
        means(covered, coveredAt, sums, some, out.segment(), out.at() * Double.BYTES);
        // Says where there is a value.
        conversion.finish(new Plane(sums.there, 0, sums.cols), sums.cols, band.noData(), band.range(), out);
        fill(sums, band.fill(), out.segment(), out.at() * Double.BYTES);
    }

    /// Leaves the means in `out`, and in `there` not-a-number where there is none, `present` where there is one.
    private static void means(
            MemorySegment covered, long coveredAt, Sums sums, double present, MemorySegment out, long outAt) {
        int body = sums.cols / STEP * STEP;
        divide(sums.values, sums.weights, body, out, outAt);
        mark(sums.weights, covered, coveredAt, present, body, sums.there);
        for (long k = (long) body * Double.BYTES; k < (long) sums.cols * Double.BYTES; k += Double.BYTES) {
            double weight = sums.weights.get(F64, k);
            out.set(F64, outAt + k, sums.values.get(F64, k) / weight);
            boolean empty = weight < LEAST_WEIGHT || covered.get(F64, coveredAt + k) == 0;
            sums.there.set(F64, k, empty ? Double.NaN : present);
        }
    }

    private static void divide(MemorySegment values, MemorySegment weights, int count, MemorySegment out, long outAt) {
        for (long k = 0, end = (long) count * Double.BYTES; k < end; k += (long) STEP * Double.BYTES) {
            var weight = DoubleVector.fromMemorySegment(SPECIES, weights, k, LITTLE_ENDIAN);
            DoubleVector.fromMemorySegment(SPECIES, values, k, LITTLE_ENDIAN)
                    .div(weight)
                    .intoMemorySegment(out, outAt + k, LITTLE_ENDIAN);
        }
    }

    private static void mark(
            MemorySegment weights,
            MemorySegment covered,
            long coveredAt,
            double present,
            int count,
            MemorySegment outThere) {
        var none = DoubleVector.broadcast(SPECIES, Double.NaN);
        var some = DoubleVector.broadcast(SPECIES, present);
        var least = DoubleVector.broadcast(SPECIES, LEAST_WEIGHT);
        for (long k = 0, end = (long) count * Double.BYTES; k < end; k += (long) STEP * Double.BYTES) {
            // Covered pixels have a 1: the product is 0 where the pixel is not.
            var weight = DoubleVector.fromMemorySegment(SPECIES, weights, k, LITTLE_ENDIAN)
                    .mul(DoubleVector.fromMemorySegment(SPECIES, covered, coveredAt + k, LITTLE_ENDIAN));
            some.blend(none, weight.compare(VectorOperators.LT, least)).intoMemorySegment(outThere, k, LITTLE_ENDIAN);
        }
    }

    private static void fill(Sums sums, double fill, MemorySegment out, long outAt) {
        int body = sums.cols / STEP * STEP;
        fill(sums.there, fill, body, out, outAt);
        for (long k = (long) body * Double.BYTES; k < (long) sums.cols * Double.BYTES; k += Double.BYTES) {
            if (Double.isNaN(sums.there.get(F64, k))) {
                out.set(F64, outAt + k, fill);
            }
        }
    }

    private static void fill(MemorySegment there, double fill, int count, MemorySegment out, long outAt) {
        var nothing = DoubleVector.broadcast(SPECIES, fill);
        for (long k = 0, end = (long) count * Double.BYTES; k < end; k += (long) STEP * Double.BYTES) {
            var present = DoubleVector.fromMemorySegment(SPECIES, there, k, LITTLE_ENDIAN);
            DoubleVector.fromMemorySegment(SPECIES, out, outAt + k, LITTLE_ENDIAN)
                    .blend(nothing, present.compare(VectorOperators.NE, present))
                    .intoMemorySegment(out, outAt + k, LITTLE_ENDIAN);
        }
    }
}
