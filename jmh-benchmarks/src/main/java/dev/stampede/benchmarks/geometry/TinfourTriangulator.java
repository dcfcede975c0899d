package dev.stampede.benchmarks.geometry;

import dev.stampede.geometry.Triangulator;
import java.util.ArrayList;
import java.util.List;
import org.tinfour.common.IQuadEdge;
import org.tinfour.common.Vertex;
import org.tinfour.semivirtual.SemiVirtualIncrementalTin;
import org.tinfour.utils.HilbertSort;

/// The library our triangulation is measured against.
final class TinfourTriangulator implements Triangulator {
    @Override
    public int[] edges(double[] x, double[] y) {
        List<Vertex> vertices = new ArrayList<>(x.length);
        for (int i = 0; i < x.length; i++) {
            vertices.add(new Vertex(x[i], y[i], 0, i));
        }
        new HilbertSort().sort(vertices);
        var tin = new SemiVirtualIncrementalTin(DelaunayBenchmark.EXTENT / Math.sqrt(x.length));
        tin.preAllocateEdges(x.length);
        tin.add(vertices, null);
        var pairs = new int[6 * x.length];
        int count = 0;
        for (IQuadEdge edge : tin.edges()) {
            pairs[count++] = edge.getA().getIndex();
            pairs[count++] = edge.getB().getIndex();
        }
        tin.dispose();
        return java.util.Arrays.copyOf(pairs, count);
    }
}
