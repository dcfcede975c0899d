package dev.stampede.kernels.morphology;

import java.util.Arrays;

/// Connected components of equal values: labels from 1 in the order in which a component is first met row by
/// row, 0 on the background. Union-find by path halving, in place. Source: Rosenfeld and Pfaltz (1966),
/// doi:10.1145/321356.321357.
public final class EqualRegions {
    private EqualRegions() {}

    /// @param values        row by row; NaN is background
    /// @param background    another value that is background; NaN for none
    /// @param eightConnected whether pixels that only share a corner belong together
    public static Components of(int rows, int cols, double[] values, double background, boolean eightConnected) {
        var parent = new int[Math.multiplyExact(rows, cols)];
        for (int i = 0; i < parent.length; i++) {
            double value = values[i];
            if (value != value || value == background) {
                parent[i] = -1;
                continue;
            }
            parent[i] = i;
            int col = i % cols;
            if (col > 0 && values[i - 1] == value) {
                join(parent, i, i - 1);
            }
            if (i >= cols) {
                if (values[i - cols] == value) {
                    join(parent, i, i - cols);
                }
                if (eightConnected && col > 0 && values[i - cols - 1] == value) {
                    join(parent, i, i - cols - 1);
                }
                if (eightConnected && col < cols - 1 && values[i - cols + 1] == value) {
                    join(parent, i, i - cols + 1);
                }
            }
        }
        return numbered(rows, cols, parent);
    }

    private static void join(int[] parent, int a, int b) {
        int rootA = root(parent, a);
        int rootB = root(parent, b);
        parent[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
    }

    private static int root(int[] parent, int i) {
        while (parent[i] != i) {
            parent[i] = parent[parent[i]];
            i = parent[i];
        }
        return i;
    }

    /// Labels in the place of parents: those before `i` are labels already, but only roots are asked for
    /// theirs.
    private static Components numbered(int rows, int cols, int[] parent) {
        for (int i = 0; i < parent.length; i++) {
            if (parent[i] >= 0) {
                parent[i] = root(parent, i);
            }
        }
        var sizes = new int[16];
        int next = 1;
        for (int i = 0; i < parent.length; i++) {
            int root = parent[i];
            if (root < 0) {
                parent[i] = 0;
            } else if (root == i) {
                parent[i] = next++;
                sizes = next > sizes.length ? Arrays.copyOf(sizes, 2 * sizes.length) : sizes;
            } else {
                parent[i] = parent[root]; // the root comes first: it is the smallest index
            }
            sizes[parent[i]]++;
        }
        return new Components(rows, cols, parent, Arrays.copyOf(sizes, next));
    }
}
