package dev.stampede.kernels.phasorgrid;

import dev.stampede.kernels.Backend;
import dev.stampede.kernels.Kernel;
import dev.stampede.kernels.KernelFamily;
import dev.stampede.memory.ComplexMatrix;

/// Sum of the phasors of all points of a cell, one interferogram.
///
///     cells[c] = sum over points p with cellOf[p] = c of phase[p, ifg]
///
/// Accumulation: f32, in the order of the points, as StaMPS does; a cell without points is 0. `NaN` spreads to
/// its cell. Cost: one scattered addition per point. The order is part of the definition, so lanes have nothing
/// to gain: there is only the reference. Threads: stateless; different interferograms may run in parallel.
public interface PhasorGrid extends Kernel {
    String ID = "stage6_grid_accumulate";

    KernelFamily<PhasorGrid> FAMILY = KernelFamily.of(ID, PhasorGrid.class, Reference::new);

    /// @param phase  [nPs, nIfg]
    /// @param cellOf cell of every point, an index into `cells` in column-major order
    /// @param cells  overwritten
    /// @throws IllegalArgumentException if shapes disagree
    void accumulate(ComplexMatrix phase, int ifg, int[] cellOf, ComplexMatrix cells);

    /// The definition.
    final class Reference implements PhasorGrid {
        @Override
        public String id() {
            return ID;
        }

        @Override
        public Backend backend() {
            return Backend.REFERENCE;
        }

        @Override
        public void accumulate(ComplexMatrix phase, int ifg, int[] cellOf, ComplexMatrix cells) {
            if (cellOf.length != phase.rows() || ifg < 0 || ifg >= phase.cols()) {
                throw new IllegalArgumentException("interferogram " + ifg + " of phase [" + phase.rows() + ", "
                        + phase.cols() + "] with cells of " + cellOf.length + " points");
            }
            cells.re().segment().fill((byte) 0);
            cells.im().segment().fill((byte) 0);
            for (int p = 0; p < cellOf.length; p++) {
                long c = cellOf[p];
                cells.re().set(c, cells.re().get(c) + phase.re().get(p, ifg));
                cells.im().set(c, cells.im().get(c) + phase.im().get(p, ifg));
            }
        }
    }
}
