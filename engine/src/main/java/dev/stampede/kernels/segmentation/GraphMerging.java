package dev.stampede.kernels.segmentation;

import java.util.Arrays;

/// Regions of a graph of neighbouring pixels: edges are looked at from the lightest, and two regions are joined
/// if the edge is no heavier than the heaviest within either plus `scale` over its size; then regions smaller
/// than `least` are joined to a neighbour over the lightest edge. Edges run over sides and corners, weigh the
/// Euclidean distance of the values in single precision, and among equal ones go row by row. Source:
/// Felzenszwalb and Huttenlocher (2004), doi:10.1023/B:VISI.0000022288.19776.77.
public final class GraphMerging {
    private static final int[] DOWN = {0, 1, 1, 1};
    private static final int[] RIGHT = {1, -1, 0, 1};

    private final int[] parent;
    private final int[] size;
    private final float[] inner; // heaviest edge within a region plus its tolerance

    private GraphMerging(int pixels, double scale) {
        parent = new int[pixels];
        size = new int[pixels];
        inner = new float[pixels];
        for (int i = 0; i < pixels; i++) {
            parent[i] = i;
            size[i] = 1;
            inner[i] = (float) scale;
        }
    }

    /// Labels from 1 in the order in which a region is first met, 0 where a pixel takes no part.
    /// @param bands values row by row; NaN in each band of a pixel that takes no part
    /// @throws IllegalArgumentException if there are more than 2^29 pixels
    public static int[] run(int rows, int cols, float[][] bands, double scale, int least) {
        if ((long) rows * cols > 1 << 29) {
            throw new IllegalArgumentException(
                    rows + " x " + cols + " pixels are too many at once (2^29); cut into tiles first");
        }
        var edges = edges(rows, cols, bands);
        Arrays.sort(edges);
        var merging = new GraphMerging(rows * cols, scale);
        for (long edge : edges) {
            merging.join(edge, cols, scale);
        }
        for (long edge : edges) {
            merging.joinSmall(edge, cols, least);
        }
        return merging.labels(bands[0]);
    }

    /// Weight, then pixel and direction, as one number each that sorts by weight.
    private static long[] edges(int rows, int cols, float[][] bands) {
        var edges = new long[Math.max(0, 4 * rows * cols)];
        int n = 0;
        for (int row = 0; row < rows; row++) {
            for (int col = 0; col < cols; col++) {
                int i = row * cols + col;
                for (int k = 0; k < 4; k++) {
                    int c = col + RIGHT[k];
                    if (row + DOWN[k] < rows && c >= 0 && c < cols) {
                        float weight = weight(bands, i, i + DOWN[k] * cols + RIGHT[k]);
                        if (weight == weight) {
                            edges[n++] = (long) Float.floatToRawIntBits(weight) << 32 | 4L * i + k;
                        }
                    }
                }
            }
        }
        return Arrays.copyOf(edges, n);
    }

    private static float weight(float[][] bands, int a, int b) {
        double sum = 0;
        for (var band : bands) {
            double off = (double) band[a] - band[b];
            sum += off * off;
        }
        return (float) Math.sqrt(sum);
    }

    private static int from(long edge) {
        return (int) (edge & 0xFFFFFFFFL) >>> 2;
    }

    private static int to(long edge, int cols) {
        int k = (int) edge & 3;
        return from(edge) + DOWN[k] * cols + RIGHT[k];
    }

    private void join(long edge, int cols, double scale) {
        float weight = Float.intBitsToFloat((int) (edge >>> 32));
        int a = root(from(edge));
        int b = root(to(edge, cols));
        if (a != b && weight <= inner[a] && weight <= inner[b]) {
            int joined = joined(a, b);
            inner[joined] = (float) (weight + scale / size[joined]);
        }
    }

    private void joinSmall(long edge, int cols, int least) {
        int a = root(from(edge));
        int b = root(to(edge, cols));
        if (a != b && (size[a] < least || size[b] < least)) {
            joined(a, b);
        }
    }

    private int joined(int a, int b) {
        int large = size[a] >= size[b] ? a : b;
        int small = large == a ? b : a;
        parent[small] = large;
        size[large] += size[small];
        return large;
    }

    private int root(int i) {
        while (parent[i] != i) {
            parent[i] = parent[parent[i]];
            i = parent[i];
        }
        return i;
    }

    private int[] labels(float[] band) {
        var number = new int[parent.length];
        var labels = new int[parent.length];
        int next = 1;
        for (int i = 0; i < labels.length; i++) {
            if (band[i] == band[i]) {
                int root = root(i);
                number[root] = number[root] == 0 ? next++ : number[root];
                labels[i] = number[root];
            }
        }
        return labels;
    }
}
