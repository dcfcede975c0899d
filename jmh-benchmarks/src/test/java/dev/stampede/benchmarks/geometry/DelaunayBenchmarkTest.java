package dev.stampede.benchmarks.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.benchmarks.geometry.DelaunayBenchmark.Layout;
import dev.stampede.benchmarks.geometry.DelaunayBenchmark.Library;
import dev.stampede.geometry.Delaunay;
import org.junit.jupiter.api.Test;

class DelaunayBenchmarkTest {
    @Test
    void librariesFindTheSameEdgesOfScatteredPoints() {
        var ours = run(Library.OURS, Layout.SCATTERED);
        var tinfour = run(Library.TINFOUR, Layout.SCATTERED);

        assertThat(ours.lower()).isEqualTo(tinfour.lower());
        assertThat(ours.higher()).isEqualTo(tinfour.higher());
    }

    @Test
    void librariesFindAsManyEdgesOfALattice() {
        assertThat(run(Library.OURS, Layout.LATTICE).edgeCount())
                .isEqualTo(run(Library.TINFOUR, Layout.LATTICE).edgeCount())
                .isEqualTo(3 * 10_000 - 3 - 4 * 99);
    }

    private static Delaunay run(Library library, Layout layout) {
        var benchmark = new DelaunayBenchmark();
        benchmark.library = library;
        benchmark.layout = layout;
        benchmark.points = 10_000;
        benchmark.prepare();
        return benchmark.triangulate();
    }
}
