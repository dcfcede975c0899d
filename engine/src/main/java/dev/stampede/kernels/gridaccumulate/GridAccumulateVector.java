package dev.stampede.kernels.gridaccumulate;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.Lanes;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Lanes run over cells of equally many points ([CellLanes]): one gather and one addition for each point of a
/// cell, in their order, so that sums are those of the reference to the bit. Cells that found no group follow
/// one by one.
///
/// The Vector API gathers from arrays only, so a plane is copied to the heap first: 4 bytes a point while the
/// call lasts.
final class GridAccumulateVector implements GridAccumulate {
    private static final VectorSpecies<Float> F32 = Lanes.F32;
    private static final int LANES = F32.length();

    @Override
    public Backend backend() {
        return Backend.VECTOR;
    }

    @Override
    public void accumulate(ComplexMatrix value, CellOrder order, ComplexMatrix grid, int from, int to) {
        GridAccumulate.require(value, order, grid);
        var lanes = order.lanes(LANES);
        var plane = new float[value.rows()];
        var sums = new float[lanes.cell().length];
        for (int f = from; f < to; f++) {
            accumulate(value.re(), order, lanes, plane, sums, grid.re(), f);
            accumulate(value.im(), order, lanes, plane, sums, grid.im(), f);
        }
    }

    private static void accumulate(
            FloatMatrix value, CellOrder order, CellLanes lanes, float[] plane, float[] sums, FloatMatrix grid, int f) {
        MemorySegment.copy(value.segment(), FloatMatrix.LAYOUT, value.offset(0, f), plane, 0, plane.length);
        int at = 0;
        for (int g = 0; g < lanes.count().length; g++) {
            at = sum(plane, lanes.point(), at, lanes.count()[g], sums, g * LANES);
        }
        var column = grid.column(f);
        column.fill((byte) 0);
        for (int i = 0; i < sums.length; i++) {
            column.set(FloatMatrix.LAYOUT, (long) lanes.cell()[i] * FloatMatrix.BYTES, sums[i]);
        }
        for (int c : lanes.singleCell()) {
            float sum = 0;
            for (int k = order.start()[c]; k < order.start()[c + 1]; k++) {
                sum += plane[order.point()[k]];
            }
            column.set(FloatMatrix.LAYOUT, (long) c * FloatMatrix.BYTES, sum);
        }
    }

    /// The sums of one group.
    /// @return where the points of the next begin
    private static int sum(float[] plane, int[] point, int at, int count, float[] sums, int outAt) {
        var sum = FloatVector.zero(F32);
        int end = at + count * LANES;
        for (; at < end; at += LANES) {
            sum = sum.add(FloatVector.fromArray(F32, plane, 0, point, at));
        }
        sum.intoArray(sums, outAt);
        return end;
    }
}
