package dev.stampede.kernels.morphology;

/// Thins shapes to lines one pixel wide that keep their connections: pixels of the outline whose removal breaks
/// nothing are taken away from two sides in turn until none is left. Source: Zhang and Suen (1984),
/// doi:10.1145/357994.358023.
public final class Thinning {
    private Thinning() {}

    /// @return a new mask
    public static Bits of(Bits mask) {
        int rows = mask.rows();
        int cols = mask.cols();
        // A frame of zeros saves the question about the border.
        int width = cols + 2;
        var work = new byte[Math.multiplyExact(rows + 2, width)];
        var live = new int[mask.flags().length];
        int n = 0;
        for (int i = 0; i < mask.flags().length; i++) {
            if (mask.flags()[i] != 0) {
                live[n] = (i / cols + 1) * width + i % cols + 1;
                work[live[n++]] = 1;
            }
        }
        var gone = new int[n];
        for (boolean changed = true; changed; ) {
            changed = false;
            for (int side = 0; side < 2; side++) {
                int removed = 0;
                for (int k = 0; k < n; k++) {
                    if (isRemovable(work, live[k], width, side)) {
                        gone[removed++] = live[k];
                    }
                }
                for (int k = 0; k < removed; k++) {
                    work[gone[k]] = 0;
                }
                int kept = 0;
                for (int k = 0; k < n && removed > 0; k++) {
                    if (work[live[k]] != 0) {
                        live[kept++] = live[k];
                    }
                }
                n = removed > 0 ? kept : n;
                changed |= removed > 0;
            }
        }
        var out = Bits.empty(rows, cols);
        for (int k = 0; k < n; k++) {
            out.flags()[(live[k] / width - 1) * cols + live[k] % width - 1] = 1;
        }
        return out;
    }

    private static boolean isRemovable(byte[] work, int at, int width, int side) {
        int p2 = work[at - width];
        int p3 = work[at - width + 1];
        int p4 = work[at + 1];
        int p5 = work[at + width + 1];
        int p6 = work[at + width];
        int p7 = work[at + width - 1];
        int p8 = work[at - 1];
        int p9 = work[at - width - 1];
        int neighbours = p2 + p3 + p4 + p5 + p6 + p7 + p8 + p9;
        if (neighbours < 2 || neighbours > 6) {
            return false;
        }
        int risings =
                (p3 & ~p2) + (p4 & ~p3) + (p5 & ~p4) + (p6 & ~p5) + (p7 & ~p6) + (p8 & ~p7) + (p9 & ~p8) + (p2 & ~p9);
        if (risings != 1) {
            return false;
        }
        return side == 0 ? (p2 & p4 & p6) == 0 && (p4 & p6 & p8) == 0 : (p2 & p4 & p8) == 0 && (p2 & p6 & p8) == 0;
    }
}
