package dev.stampede.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.golden.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DelaunayTest {
    @ParameterizedTest
    @ValueSource(strings = {"PATCH_1", "PATCH_2"})
    void findsTheEdgesOfTriangleOnGoldenPoints(String patch) throws IOException {
        var fixtures = Golden.psSmall().resolve("fixtures/triangle/stage4").resolve(patch);
        double[][] nodes = table(fixtures.resolve("psweed.1.node"));
        double[][] edges = table(fixtures.resolve("psweed.2.edge"));

        var mesh = Delaunay.of(column(nodes, 1), column(nodes, 2));

        assertThat(edgeSet(mesh))
                .isEqualTo(Arrays.stream(edges)
                        .map(e -> pair((int) e[1] - 1, (int) e[2] - 1))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5, 6, 7, 8, 9, 15, 16, 17, 100, 1000, 20_000})
    void agreesWithAnotherTriangulatorOnRandomPoints(int n) {
        var random = new Random(n);
        double[] x = random.doubles(n, -1e4, 1e4).toArray();
        double[] y = random.doubles(n, -3e3, 3e3).toArray();

        var mesh = Delaunay.of(x, y);

        assertThat(edgeSet(mesh)).isEqualTo(edgeSet(Delaunay.of(new TinfourTriangulator(), x, y)));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 8, 13, 30})
    void latticesAreTriangulatedCompletelyAndValidly(int side) {
        var points = IntStream.range(0, side * side).boxed().collect(Collectors.toList());
        Collections.shuffle(points, new Random(side));
        double[] x = points.stream().mapToDouble(i -> 100.1 + 0.1 * (i % side)).toArray();
        double[] y = points.stream().mapToDouble(i -> -7.3 + 0.1 * (i / side)).toArray();

        var mesh = Delaunay.of(new DivideAndConquer(), x, y);

        // decimal steps are not exact in binary, so the lattice is a little bent: only the property can be checked
        assertEmptyCircles(mesh, x, y);
    }

    @Test
    void exactLatticeHasAllTriangles() {
        int side = 40;
        double[] x = IntStream.range(0, side * side).mapToDouble(i -> i % side).toArray();
        double[] y = IntStream.range(0, side * side).mapToDouble(i -> i / side).toArray();

        var mesh = Delaunay.of(x, y);

        int hull = 4 * (side - 1);
        assertThat(mesh.edgeCount()).isEqualTo(3 * side * side - 3 - hull);
        assertEmptyCircles(mesh, x, y);
    }

    @Test
    void pointsOnOneCircleAreTriangulatedCompletely() {
        double[] x = IntStream.range(0, 24)
                .mapToDouble(i -> 65 * Math.cos(i * Math.PI / 12))
                .toArray();
        double[] y = IntStream.range(0, 24)
                .mapToDouble(i -> 65 * Math.sin(i * Math.PI / 12))
                .toArray();

        var mesh = Delaunay.of(x, y);

        assertThat(mesh.edgeCount()).isEqualTo(2 * 24 - 3);
        assertEmptyCircles(mesh, x, y);
    }

    @Test
    void pointsOnALineAreChained() {
        double[] x = {5, 1, 3, 2, 4};
        double[] y = {10, 2, 6, 4, 8};

        var mesh = Delaunay.of(x, y);

        assertThat(edgeSet(mesh)).containsExactlyInAnyOrder("1-3", "2-3", "2-4", "0-4");
    }

    @Test
    void verticalLineIsChained() {
        assertThat(edgeSet(Delaunay.of(new double[] {7, 7, 7}, new double[] {3, 1, 2})))
                .containsExactlyInAnyOrder("1-2", "0-2");
    }

    @Test
    void fewPointsNeedNoTriangle() {
        assertThat(Delaunay.of(new double[0], new double[0]).edgeCount()).isZero();
        assertThat(Delaunay.of(new double[] {1}, new double[] {2}).edgeCount()).isZero();
        assertThat(edgeSet(Delaunay.of(new double[] {1, 2}, new double[] {2, 2})))
                .containsExactly("0-1");
    }

    @Test
    void repeatedPointSharesTheNeighboursOfTheFirst() {
        double[] x = {0, 1, 0, 1, 0};
        double[] y = {0, 0, 1, 1.5, 0};

        var mesh = Delaunay.of(x, y);

        assertThat(edgeSet(mesh)).containsExactlyInAnyOrder("0-1", "0-2", "1-3", "2-3", "1-2");
        var neighbours = mesh.neighbours();
        assertThat(rowOf(neighbours, 0)).containsExactly(1, 2);
        assertThat(rowOf(neighbours, 4)).containsExactly(1, 2);
        assertThat(rowOf(neighbours, 1)).containsExactly(0, 2, 3);
    }

    @Test
    void neighboursListBothDirectionsOfEveryEdge() {
        var random = new Random(3);
        double[] x = random.doubles(500).toArray();
        double[] y = random.doubles(500).toArray();
        var mesh = Delaunay.of(x, y);

        var neighbours = mesh.neighbours();

        Set<String> seen = new TreeSet<>();
        for (int p = 0; p < 500; p++) {
            for (int q : rowOf(neighbours, p)) {
                assertThat(rowOf(neighbours, q)).contains(p);
                seen.add(pair(p, q));
            }
            assertThat(rowOf(neighbours, p)).isSorted();
        }
        assertThat(seen).isEqualTo(edgeSet(mesh));
        assertThat(neighbours.index()).hasSize(2 * mesh.edgeCount());
    }

    @Test
    void edgesComeOrderedAndOnce() {
        var random = new Random(4);
        var mesh =
                Delaunay.of(random.doubles(3000).toArray(), random.doubles(3000).toArray());
        int[] lower = mesh.lower();
        int[] higher = mesh.higher();
        for (int e = 0; e < mesh.edgeCount(); e++) {
            assertThat(lower[e]).isLessThan(higher[e]);
            if (e > 0) {
                assertThat(lower[e] * 3000L + higher[e]).isGreaterThan(lower[e - 1] * 3000L + higher[e - 1]);
            }
        }
    }

    @Test
    void thinSliversNeedNoTolerance() {
        // A line bent by one unit in the last place is a triangulation, not a chain.
        double[] x = {0, 1, 2, 3};
        double[] y = {1, 1, Math.nextUp(1.0), 1};

        var mesh = Delaunay.of(x, y);

        assertThat(mesh.edgeCount()).isEqualTo(5);
        assertEmptyCircles(mesh, x, y);
    }

    @Test
    void refusesWhatIsNotFinite() {
        assertThatThrownBy(() -> Delaunay.of(new double[] {0, 1, Double.NaN}, new double[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("point 2");
        assertThatThrownBy(() -> Delaunay.of(new double[2], new double[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 abscissae but 3 ordinates");
    }

    /// Every triangle of mutual neighbours without a point inside its corners' triangle has no point inside its
    /// circle.
    private static void assertEmptyCircles(Delaunay mesh, double[] x, double[] y) {
        int n = mesh.pointCount();
        var adjacent = new boolean[n][n];
        int[] lower = mesh.lower();
        int[] higher = mesh.higher();
        for (int e = 0; e < lower.length; e++) {
            adjacent[lower[e]][higher[e]] = true;
            adjacent[higher[e]][lower[e]] = true;
        }
        int hull = hullSize(x, y);
        assertThat(mesh.edgeCount()).isEqualTo(3 * n - 3 - hull);
        for (int e = 0; e < lower.length; e++) {
            int apexes = 0;
            for (int c = 0; c < n; c++) {
                if (adjacent[lower[e]][c] && adjacent[higher[e]][c] && circleIsEmpty(lower[e], higher[e], c, x, y)) {
                    apexes++;
                }
            }
            assertThat(apexes)
                    .as("empty circles at edge %d-%d", lower[e], higher[e])
                    .isPositive();
        }
    }

    private static boolean circleIsEmpty(int a, int b, int c, double[] x, double[] y) {
        double turn = Predicates.orientation(x[a], y[a], x[b], y[b], x[c], y[c]);
        for (int d = 0; d < x.length; d++) {
            double inside = Predicates.inCircle(x[a], y[a], x[b], y[b], x[c], y[c], x[d], y[d]) * Math.signum(turn);
            if (turn == 0 || d != a && d != b && d != c && inside > 0) {
                return false;
            }
        }
        return true;
    }

    /// Points on the convex hull, those inside its sides included.
    private static int hullSize(double[] x, double[] y) {
        var onHull = new boolean[x.length];
        for (int a = 0; a < x.length; a++) {
            for (int b = 0; b < x.length; b++) {
                if (a != b && nothingRightOf(a, b, x, y)) {
                    onHull[a] = true;
                    onHull[b] = true;
                }
            }
        }
        return (int) IntStream.range(0, x.length).filter(i -> onHull[i]).count();
    }

    private static boolean nothingRightOf(int a, int b, double[] x, double[] y) {
        for (int c = 0; c < x.length; c++) {
            if (Predicates.orientation(x[a], y[a], x[b], y[b], x[c], y[c]) < 0) {
                return false;
            }
        }
        return true;
    }

    private static int[] rowOf(Neighbours neighbours, int point) {
        return Arrays.copyOfRange(
                neighbours.index(), neighbours.start()[point], neighbours.start()[point + 1]);
    }

    private static TreeSet<String> edgeSet(Delaunay mesh) {
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
