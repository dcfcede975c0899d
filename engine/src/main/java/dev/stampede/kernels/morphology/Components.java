package dev.stampede.kernels.morphology;

import java.util.Arrays;

/// Connected components: labels from 1 in the order in which a component is first met row by row, 0 elsewhere.
/// Union-find by path halving, in place. Source: Rosenfeld and Pfaltz (1966), doi:10.1145/321356.321357.
///
/// @param labels row by row
/// @param sizes  pixels by label; `sizes[0]` counts the rest
public record Components(int rows, int cols, int[] labels, int[] sizes) {
    /// @param eightConnected whether pixels that only share a corner belong together
    public static Components of(Bits mask, boolean eightConnected) {
        int cols = mask.cols();
        var parent = new int[mask.flags().length];
        for (int i = 0; i < parent.length; i++) {
            if (mask.flags()[i] == 0) {
                parent[i] = -1;
                continue;
            }
            parent[i] = i;
            int col = i % cols;
            if (col > 0) {
                joinInside(parent, i, i - 1);
            }
            if (i >= cols) {
                joinInside(parent, i, i - cols);
                if (eightConnected && col > 0) {
                    joinInside(parent, i, i - cols - 1);
                }
                if (eightConnected && col < cols - 1) {
                    joinInside(parent, i, i - cols + 1);
                }
            }
        }
        return numbered(mask.rows(), cols, parent);
    }

    private static void joinInside(int[] parent, int a, int b) {
        if (parent[b] >= 0) {
            join(parent, a, b);
        }
    }

    static void join(int[] parent, int a, int b) {
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

    /// Labels in the place of parents (-1 outside): those before `i` are labels already, but only roots are asked
    /// for theirs.
    static Components numbered(int rows, int cols, int[] parent) {
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

    /// Number of components.
    public int count() {
        return sizes.length - 1;
    }

    /// Whether each component has a pixel on the border, by label.
    public boolean[] touchingBorder() {
        var touching = new boolean[sizes.length];
        for (int row = 0; row < rows; row++) {
            boolean edge = row == 0 || row == rows - 1;
            for (int col = 0; col < cols; col += edge || cols == 1 ? 1 : cols - 1) {
                touching[labels[row * cols + col]] = true;
            }
        }
        return touching;
    }
}
