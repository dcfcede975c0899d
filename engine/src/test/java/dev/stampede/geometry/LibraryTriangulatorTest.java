package dev.stampede.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stampede.bindings.NativeLibrary;
import dev.stampede.golden.Golden;
import dev.stampede.runtime.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The Triangle library behind the same interface as our own triangulation. Skipped, with the reason, where the
/// library is not installed.
class LibraryTriangulatorTest {
    private static Triangulator triangle() {
        var library = Triangulators.library("libtriangle");
        assumeTrue(library instanceof NativeLibrary.Loaded, library::toString);
        return Triangulators.named("libtriangle");
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5, 6, 7, 8, 9, 15, 16, 17, 100, 1000, 20_000})
    void findsOurEdgesOnRandomPoints(int n) {
        var triangle = triangle();
        var random = new Random(n);
        double[] x = random.doubles(n, -1e4, 1e4).toArray();
        double[] y = random.doubles(n, -3e3, 3e3).toArray();

        assertThat(edges(Delaunay.of(triangle, x, y))).isEqualTo(edges(Delaunay.of(x, y)));
    }

    @ParameterizedTest
    @CsvSource({
        "stage4/PATCH_1/psweed.1.node, stage4/PATCH_1/psweed.2.edge",
        "stage4/PATCH_2/psweed.1.node, stage4/PATCH_2/psweed.2.edge",
        "stage7/scla.1.node, stage7/scla.2.edge",
        "stage8/scnfilt.1.node, stage8/scnfilt.2.edge"
    })
    void findsTheEdgesTheProgramFoundInTheOriginalRun(String nodes, String expected) throws IOException {
        var triangle = triangle();
        var fixtures = Golden.psSmall().resolve("fixtures/triangle");
        double[][] points = table(fixtures.resolve(nodes));

        var mesh = Delaunay.of(triangle, column(points, 1), column(points, 2));

        assertThat(edges(mesh))
                .isEqualTo(Arrays.stream(table(fixtures.resolve(expected)))
                        .map(e -> pair((int) e[1] - 1, (int) e[2] - 1))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    /// Grid nodes lie on common circles by the hundred, so any of many triangulations may come out.
    @Test
    void gridNodesAreTriangulatedCompletely() throws IOException {
        var triangle = triangle();
        double[][] points = table(Golden.psSmall().resolve("fixtures/triangle/stage6/unwrap.1.node"));

        var mesh = Delaunay.of(triangle, column(points, 1), column(points, 2));

        assertThat(mesh.edgeCount())
                .isEqualTo(Delaunay.of(column(points, 1), column(points, 2)).edgeCount());
    }

    @Test
    void degenerateSetsNeverReachTheLibrary() {
        var triangle = triangle();

        assertThat(Delaunay.of(triangle, new double[0], new double[0]).edgeCount())
                .isZero();
        assertThat(Delaunay.of(triangle, new double[] {1}, new double[] {1}).edgeCount())
                .isZero();
        assertThat(Delaunay.of(triangle, new double[9], new double[9]).edgeCount())
                .isZero();
        assertThat(edges(Delaunay.of(triangle, new double[] {5, 1, 3}, new double[] {10, 2, 6})))
                .containsExactly("0-2", "1-2");
        assertThatThrownBy(() -> Delaunay.of(triangle, new double[] {0, 1, Double.NaN}, new double[3]))
                .hasMessageContaining("point 2");
    }

    @Test
    void pointsThatBreakTheContractAreRefusedToo() {
        var triangle = triangle();

        assertThatThrownBy(() -> triangle.edges(new double[5], new double[5]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("5 points, 1 of them distinct and all on one line");
        assertThatThrownBy(() -> triangle.edges(new double[] {3, 2, 1}, new double[] {3, 2, 1}))
                .hasMessageContaining("all on one line");
        assertThatThrownBy(() -> triangle.edges(new double[] {0, 1, 0, 0}, new double[] {0, 1, 1, 0}))
                .hasMessageContaining("4 points, 3 of them distinct");
        assertThatThrownBy(() -> triangle.edges(new double[2], new double[2])).hasMessageContaining("2 points");
    }

    @Test
    void unorderedPointsKeepTheirNumbers() {
        var triangle = triangle();

        int[] found = triangle.edges(new double[] {2, 1, 0}, new double[] {0, 3, 0});

        assertThat(Arrays.stream(found).sorted().toArray()).containsExactly(0, 0, 1, 1, 2, 2);
    }

    @Test
    void repeatedPointsShareNeighbours() {
        var triangle = triangle();

        var neighbours = Delaunay.of(triangle, new double[] {0, 1, 0, 1, 0}, new double[] {0, 0, 1, 1.5, 0})
                .neighbours();

        assertThat(neighbours.count(4)).isEqualTo(neighbours.count(0)).isEqualTo(2);
    }

    @Test
    void whatAConfigurationNamesIsHonouredOrRefused() {
        assertThat(Triangulators.named("triangle")).isInstanceOf(DivideAndConquer.class);
        assertThat(Triangulators.named("")).isInstanceOf(DivideAndConquer.class);
        assertThat(Triangulators.named("internal")).isInstanceOf(DivideAndConquer.class);
        assertThat(Triangulators.named("/opt/bin/triangle")).isInstanceOf(DivideAndConquer.class);
        assertThatThrownBy(() -> Triangulators.named("/no/such/libtriangle.so"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("/no/such/libtriangle.so")
                .hasMessageContaining("no such file")
                .hasMessageContaining("built-in triangulation");
    }

    private static TreeSet<String> edges(Delaunay mesh) {
        var set = new TreeSet<String>();
        int[] lower = mesh.lower();
        int[] higher = mesh.higher();
        for (int e = 0; e < lower.length; e++) {
            assertThat(set.add(pair(lower[e], higher[e]))).isTrue();
        }
        return set;
    }

    private static String pair(int a, int b) {
        return Math.min(a, b) + "-" + Math.max(a, b);
    }

    private static double[][] table(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .skip(1)
                .filter(line -> !line.isBlank() && !line.strip().startsWith("#"))
                .map(line -> Arrays.stream(line.strip().split("\\s+"))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toArray(double[][]::new);
    }

    private static double[] column(double[][] table, int col) {
        return Arrays.stream(table).mapToDouble(row -> row[col]).toArray();
    }
}
