package dev.stampede.kernels.overlapadd;

import dev.stampede.kernels.Kernel;
import dev.stampede.kernels.KernelFamily;
import java.lang.foreign.MemorySegment;

/// Overlapping patches added with weights that are the product of one factor per row and one per column,
/// and the division by the summed weights.
///
///     sum[r, c]    += down[r] across[c] x[r, c]        where x is a number
///     weight[r, c] += down[r] across[c]                where x is a number
///     out[r, c]     = sum[r, c] / weight[r, c]         or `empty` where the weight is 0
///
/// | name   | shape        | dtype      | meaning                                            |
/// |--------|--------------|------------|----------------------------------------------------|
/// | x      | [rows, cols] | f32 or f64 | a patch; `NaN` = no data                           |
/// | down   | [rows]       | f64        | weight of a row                                    |
/// | across | [cols]       | f64        | weight of a column                                 |
/// | sum    | [rows, cols] | f64        | part of an accumulator                             |
/// | weight | [rows, cols] | f64        | part of an accumulator                             |
/// | out    | [rows, cols] | f32 or f64 | the mean                                           |
///
/// Where a whole run of patches holds only numbers and the patches lie on a regular grid, summed weights
/// are products too, and no accumulator of weights is needed: see [#divideByProduct].
///
/// FMA: in both variants, for the sum. Max error against the reference: 0, the same bits, so that a result
/// does not depend on the size of the work. Cost: 2 flop
/// a value; 4 + 16 bytes read and written for each value of a single-precision patch. Threads: stateless;
/// calls on disjoint parts of an accumulator may run in parallel. All segments are native.
public interface OverlapAdd extends Kernel {
    String ID = "patch_overlap_add";

    KernelFamily<OverlapAdd> FAMILY =
            KernelFamily.of(ID, OverlapAdd.class, () -> new OverlapAddReference(), () -> new OverlapAddVector());

    @Override
    default String id() {
        return ID;
    }

    /// Whether every value is finite. Patches for which this is true may go through [#add].
    boolean isFinite(Plane x);

    /// Adds a patch without `NaN`; one that has some puts `NaN` into the sum.
    /// @throws IllegalArgumentException if shapes disagree
    void add(Plane x, MemorySegment down, MemorySegment across, Plane sum);

    /// Adds the numbers of a patch, and their weights.
    /// @throws IllegalArgumentException if shapes disagree
    void addNumbers(Plane x, MemorySegment down, MemorySegment across, Plane sum, Plane weight);

    /// Adds a product of weights.
    /// @throws IllegalArgumentException if shapes disagree
    void addWeights(MemorySegment down, MemorySegment across, Plane weight);

    /// `out = sum / weight`, `empty` where the weight is 0.
    /// @throws IllegalArgumentException if shapes disagree
    void divide(Plane sum, Plane weight, double empty, Plane out);

    /// `out = sum / (down across)`, `empty` where the product is 0.
    /// @throws IllegalArgumentException if shapes disagree
    void divideByProduct(Plane sum, MemorySegment down, MemorySegment across, double empty, Plane out);

    /// The check all methods share.
    static void require(Plane first, Plane second, String names) {
        if (first.rows() != second.rows() || first.cols() != second.cols()) {
            throw new IllegalArgumentException(names + " are " + first + " and " + second + "; they must agree");
        }
    }

    /// The check of sums and weights, and of what lies along the axes.
    static void require(Plane plane, MemorySegment down, MemorySegment across) {
        if (down.byteSize() < (long) plane.rows() * Double.BYTES
                || across.byteSize() < (long) plane.cols() * Double.BYTES) {
            throw new IllegalArgumentException(down.byteSize() / Double.BYTES + " weights down and "
                    + across.byteSize() / Double.BYTES + " across are too few for " + plane);
        }
    }

    /// The check that an accumulator is one.
    static void requireWide(Plane accumulator) {
        if (!accumulator.wide()) {
            throw new IllegalArgumentException("accumulators are double precision");
        }
    }
}
