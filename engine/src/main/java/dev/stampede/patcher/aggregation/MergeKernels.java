package dev.stampede.patcher.aggregation;

import dev.stampede.kernels.overlapadd.OverlapAdd;
import dev.stampede.kernels.overlapadd.Plane;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// What merges compute with.
///
/// @param overlapAdd weighted sums
/// @param ones       weights 1, as many as the longer side of a patch has cells
public record MergeKernels(OverlapAdd overlapAdd, MemorySegment ones) {
    /// @param longest cells along the longer side of the largest patch
    public static MergeKernels of(Arena arena, OverlapAdd overlapAdd, int longest) {
        var ones = arena.allocate((long) longest * Double.BYTES, Double.BYTES);
        for (int i = 0; i < longest; i++) {
            ones.setAtIndex(Plane.F64, i, 1);
        }
        return new MergeKernels(overlapAdd, ones);
    }

    /// Adds the numbers of a band and their weights, whatever form the weights have.
    void addWeighted(PatchValues patch, Plane band, Plane sum, Plane weight) {
        if (patch.weights().isEmpty()) {
            overlapAdd.addNumbers(band, patch.down(), patch.across(), sum, weight);
            return;
        }
        var weights = patch.weights().get();
        for (int r = 0; r < band.rows(); r++) {
            var across = weights.segment().asSlice(weights.row(r), (long) weights.cols() * Double.BYTES);
            overlapAdd.addNumbers(row(band, r), ones, across, row(sum, r), row(weight, r));
        }
    }

    /// Adds the numbers of a band and how many they are.
    void addCounted(Plane band, Plane sum, Plane count) {
        overlapAdd.addNumbers(band, ones, ones, sum, count);
    }

    private static Plane row(Plane plane, int row) {
        return plane.part(row, 0, 1, plane.cols());
    }
}
