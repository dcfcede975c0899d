package dev.stampede.patcher.aggregation;

import dev.stampede.kernels.overlapadd.Plane;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;

/// The part of a patch that lies within the scene, as merges see it. All segments are native.
///
/// @param bands   planes of equal size
/// @param row     row of the scene the first row lies in
/// @param col     column of the scene the first column lies in
/// @param down    weights of the rows, f64
/// @param across  weights of the columns, f64
/// @param weights weights cell by cell, which then hold in place of `down` and `across`
public record PatchValues(
        List<Plane> bands, int row, int col, MemorySegment down, MemorySegment across, Optional<Plane> weights) {
    /// @throws IllegalArgumentException if there is no band or planes differ in size
    public PatchValues {
        bands = List.copyOf(bands);
        if (bands.isEmpty()) {
            throw new IllegalArgumentException("a patch without a band");
        }
        for (var band : bands) {
            if (band.rows() != bands.getFirst().rows()
                    || band.cols() != bands.getFirst().cols()) {
                throw new IllegalArgumentException(
                        "bands of a patch are " + bands.getFirst() + " and " + band + "; they must agree");
            }
        }
    }

    public int rows() {
        return bands.getFirst().rows();
    }

    public int cols() {
        return bands.getFirst().cols();
    }

    /// The part within columns `[from, to)` of the scene; empty if there is none.
    public Optional<PatchValues> columns(int from, int to) {
        int first = Math.max(from, col);
        int last = Math.min(to, col + cols());
        if (first >= last) {
            return Optional.empty();
        }
        int n = last - first;
        if (n == cols()) {
            return Optional.of(this);
        }
        int skipped = first - col;
        return Optional.of(new PatchValues(
                bands.stream()
                        .map(band -> band.part(0, skipped, band.rows(), n))
                        .toList(),
                row,
                first,
                down,
                weights.isPresent() ? across : across.asSlice((long) skipped * Double.BYTES, (long) n * Double.BYTES),
                weights.map(plane -> plane.part(0, skipped, plane.rows(), n))));
    }

    /// The rows `[from, to)` of the patch.
    public PatchValues rows(int from, int to) {
        int n = to - from;
        if (n == rows()) {
            return this;
        }
        return new PatchValues(
                bands.stream().map(band -> band.part(from, 0, n, band.cols())).toList(),
                row + from,
                col,
                weights.isPresent() ? down : down.asSlice((long) from * Double.BYTES, (long) n * Double.BYTES),
                across,
                weights.map(plane -> plane.part(from, 0, n, plane.cols())));
    }

    /// The weights of a row times its columns, into `out`.
    void weightsOfRow(int row, double[] out) {
        if (weights.isPresent()) {
            weights.get().readRow(row, out);
            return;
        }
        double factor = down.getAtIndex(Plane.F64, row);
        for (int c = 0; c < cols(); c++) {
            out[c] = factor * across.getAtIndex(Plane.F64, c);
        }
    }
}
