package dev.stampede.geometry;

import java.util.ArrayList;
import java.util.List;
import org.tinfour.common.IQuadEdge;
import org.tinfour.common.Vertex;
import org.tinfour.semivirtual.SemiVirtualIncrementalTin;
import org.tinfour.utils.HilbertSort;

/// An independent judge: incremental insertion along a Hilbert curve by the Tinfour library.
final class TinfourTriangulator implements Triangulator {
    @Override
    public int[] edges(double[] x, double[] y) {
        List<Vertex> vertices = new ArrayList<>(x.length);
        for (int i = 0; i < x.length; i++) {
            vertices.add(new Vertex(x[i], y[i], 0, i));
        }
        new HilbertSort().sort(vertices);
        var tin = new SemiVirtualIncrementalTin(spacing(x, y));
        tin.preAllocateEdges(x.length);
        if (!tin.add(vertices, null)) {
            throw new IllegalStateException("no triangle found in " + x.length + " points");
        }
        var pairs = new int[2 * Math.max(0, 3 * x.length)];
        int count = 0;
        for (IQuadEdge edge : tin.edges()) {
            pairs[count++] = edge.getA().getIndex();
            pairs[count++] = edge.getB().getIndex();
        }
        tin.dispose();
        return java.util.Arrays.copyOf(pairs, count);
    }

    private static double spacing(double[] x, double[] y) {
        double minX = java.util.Arrays.stream(x).min().orElse(0);
        double maxX = java.util.Arrays.stream(x).max().orElse(1);
        double minY = java.util.Arrays.stream(y).min().orElse(0);
        double maxY = java.util.Arrays.stream(y).max().orElse(1);
        return Math.sqrt(Math.max(maxX - minX, 1e-9) * Math.max(maxY - minY, 1e-9) / x.length);
    }
}
