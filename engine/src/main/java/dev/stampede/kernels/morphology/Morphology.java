package dev.stampede.kernels.morphology;

import java.util.Arrays;

/// Dilation and erosion with a structuring element B, its origin in the middle:
///
///     dilate(A)[p] = any of A[p - b],  b in B
///     erode(A)[p]  = all of A[p + b],  b in B
///
/// Outside counts as false, so erosion eats what touches the border. Source: Serra (1982).
public final class Morphology {
    /// Neighbours that share a side or a corner.
    public static final Bits BOX = new Bits(3, 3, new byte[] {1, 1, 1, 1, 1, 1, 1, 1, 1});

    private Morphology() {}

    /// @param iterations how often; 0 gives the same flags
    public static Bits dilate(Bits a, Bits structure, int iterations) {
        var current = a;
        for (int i = 0; i < iterations; i++) {
            current = dilate(current, structure);
        }
        return current;
    }

    /// @param iterations how often; 0 gives the same flags
    public static Bits erode(Bits a, Bits structure, int iterations) {
        var current = a;
        for (int i = 0; i < iterations; i++) {
            current = erode(current, structure);
        }
        return current;
    }

    private static Bits dilate(Bits a, Bits structure) {
        var out = Bits.empty(a.rows(), a.cols());
        for (int b = 0; b < structure.flags().length; b++) {
            if (structure.flags()[b] != 0) {
                int down = b / structure.cols() - structure.rows() / 2;
                int right = b % structure.cols() - structure.cols() / 2;
                orShifted(a, down, right, out);
            }
        }
        return out;
    }

    private static void orShifted(Bits a, int down, int right, Bits out) {
        int fromCol = Math.max(0, right);
        int toCol = Math.min(a.cols(), a.cols() + right);
        for (int row = Math.max(0, down); row < Math.min(a.rows(), a.rows() + down); row++) {
            int target = row * a.cols();
            int source = (row - down) * a.cols() - right;
            for (int col = fromCol; col < toCol; col++) {
                out.flags()[target + col] |= a.flags()[source + col];
            }
        }
    }

    private static Bits erode(Bits a, Bits structure) {
        var out = Bits.empty(a.rows(), a.cols());
        Arrays.fill(out.flags(), (byte) 1);
        for (int b = 0; b < structure.flags().length; b++) {
            if (structure.flags()[b] != 0) {
                int down = b / structure.cols() - structure.rows() / 2;
                int right = b % structure.cols() - structure.cols() / 2;
                andShifted(a, down, right, out);
            }
        }
        return out;
    }

    /// Clears every flag whose neighbour at `(down, right)` is false or outside.
    private static void andShifted(Bits a, int down, int right, Bits out) {
        for (int row = 0; row < a.rows(); row++) {
            int other = row + down;
            boolean outside = other < 0 || other >= a.rows();
            for (int col = 0; col < a.cols(); col++) {
                int beside = col + right;
                boolean holds =
                        !outside && beside >= 0 && beside < a.cols() && a.flags()[other * a.cols() + beside] != 0;
                if (!holds) {
                    out.flags()[row * a.cols() + col] = 0;
                }
            }
        }
    }
}
