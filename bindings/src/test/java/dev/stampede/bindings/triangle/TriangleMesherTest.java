package dev.stampede.bindings.triangle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stampede.bindings.NativeLibrary;
import dev.stampede.bindings.triangle.generated.Triangle;
import dev.stampede.bindings.triangle.generated.triangulateio;
import java.io.File;
import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the library is given, and that nothing it is given ends the process. Skipped, with the reason,
/// where the library is not installed; what needs no library runs everywhere.
class TriangleMesherTest {
    private static final long MOST_GROWTH_KIBIBYTES = 64 * 1024;

    private static NativeLibrary.Loaded library() {
        var library = TriangleLibrary.find(Optional.empty());
        assumeTrue(library instanceof NativeLibrary.Loaded, library::toString);
        return (NativeLibrary.Loaded) library;
    }

    private static TriangleMesher mesher() {
        return new TriangleMesher(library());
    }

    @Test
    void theRecordHasTheLayoutOfTheLibrary() {
        assertThat(triangulateio.layout().byteSize()).isEqualTo(168);
        assertThat(triangulateio.pointlist$offset()).isZero();
        assertThat(triangulateio.numberofpoints$offset()).isEqualTo(24);
        assertThat(triangulateio.edgelist$offset()).isEqualTo(136);
        assertThat(triangulateio.numberofedges$offset()).isEqualTo(160);
    }

    @Test
    void callsHaveTheSignaturesOfTheHeader() {
        library();

        assertThat(TriangleCalls.TRIANGULATE.toMethodType())
                .isEqualTo(Triangle.triangulate$descriptor().toMethodType());
        assertThat(TriangleCalls.TRIFREE.toMethodType())
                .isEqualTo(Triangle.trifree$descriptor().toMethodType());
    }

    @Test
    void saysWhatItLoaded() {
        var library = library();

        assertThat(library.abi()).isEqualTo(106);
        assertThat(library.file()).exists();
    }

    @Test
    void triangleHasThreeEdges() {
        assertThat(edges(mesher(), new double[] {0, 1, 2}, new double[] {0, 3, 0}))
                .containsExactly("0-1", "0-2", "1-2");
    }

    @Test
    void pointsOnALineHaveNoEdges() {
        assertThat(mesher().edges(new double[] {0, 1, 2, 3}, new double[] {0, 1, 2, 3}))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"NaN, 0", "0, NaN", "Infinity, 0", "0, -Infinity", "1e73, 0", "0, -1e300", "1e-61, 0", "0, 4.9e-324"})
    void refusesCoordinatesTheLibraryCannotTake(double x, double y) {
        var mesher = mesher();

        assertThatThrownBy(() -> mesher.edges(new double[] {-2, -1, x, 5}, new double[] {0, 1, y, 0}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("point 2");
    }

    @Test
    void refusesIdenticalAndUnorderedPoints() {
        var mesher = mesher();

        assertThatThrownBy(() -> mesher.edges(new double[3], new double[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ascending");
        assertThatThrownBy(() -> mesher.edges(new double[] {0, 1, 1, 2}, new double[] {0, 1, 1, 0}))
                .hasMessageContaining("point 2");
        assertThatThrownBy(() -> mesher.edges(new double[] {0, -0.0, 1}, new double[] {0, -0.0, 1}))
                .hasMessageContaining("point 1");
        assertThatThrownBy(() -> mesher.edges(new double[] {2, 1, 3}, new double[] {0, 1, 0}))
                .hasMessageContaining("point 1");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, TriangleMesher.MAX_POINTS + 1})
    void refusesTooFewAndTooMany(int n) {
        var mesher = mesher();
        var x = new double[n];

        assertThatThrownBy(() -> mesher.edges(x, x))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(n + " points");
    }

    @Test
    void refusesArraysOfDifferentLength() {
        var mesher = mesher();

        assertThatThrownBy(() -> mesher.edges(new double[4], new double[3]))
                .hasMessageContaining("4 abscissae but 3 ordinates");
    }

    /// Sets a triangulation finds hardest: the predicates must go to their exact stage, none may end the
    /// process.
    @ParameterizedTest
    @ValueSource(doubles = {0x1p-199, 1e-30, 1, 1e30, 0x1p239})
    void nearlyDegenerateSetsAreTriangulated(double scale) {
        var random = new Random(11);
        double[] x = IntStream.range(0, 2000)
                .mapToDouble(i -> scale * (1 + i * 0x1p-12))
                .toArray();
        double[] y = Arrays.stream(x)
                .map(v -> v + (random.nextInt(3) - 1) * Math.ulp(v))
                .toArray();

        var found = edges(mesher(), x, y);

        assertThat(found.size()).isBetween(1999, 3 * 2000 - 6);
    }

    @Test
    void aThousandCallsTakeNoMoreMemoryFilesOrThreadsThanAHundred() throws IOException {
        var mesher = mesher();
        var random = new Random(5);
        double[] x = random.doubles(3000).sorted().toArray();
        double[] y = random.doubles(3000).toArray();
        repeat(mesher, x, y, 100);
        int files = entries("/proc/self/fd");
        int threads = entries("/proc/self/task");

        // One call takes about 0.7 MB natively: a thousand leaks of a tenth of it would show, and would in each round.
        // The Java heap grows too, by results that nobody holds, but not for ever.
        long growth = Long.MAX_VALUE;
        for (int round = 0; round < 4 && growth >= MOST_GROWTH_KIBIBYTES; round++) {
            long before = residentKibibytes();
            repeat(mesher, x, y, 1000);
            growth = residentKibibytes() - before;
        }

        assertThat(growth).isLessThan(MOST_GROWTH_KIBIBYTES);
        assertThat(entries("/proc/self/fd")).isLessThanOrEqualTo(files + 2);
        // The Java machine starts compiler threads of its own.
        assertThat(entries("/proc/self/task")).isLessThanOrEqualTo(threads + 8);
    }

    @Test
    void callsFromManyThreadsGiveWhatOneGives() throws Exception {
        var mesher = mesher();
        var random = new Random(6);
        double[] x = random.doubles(4000).sorted().toArray();
        double[] y = random.doubles(4000).toArray();
        int[] alone = mesher.edges(x, y);

        try (var pool = Executors.newFixedThreadPool(4)) {
            Callable<int[]> call = () -> mesher.edges(x, y);
            var calls =
                    pool.invokeAll(IntStream.range(0, 40).mapToObj(_ -> call).toList());

            for (var result : calls) {
                assertThat(result.get()).isEqualTo(alone);
            }
        }
    }

    /// The packaged library switches floating-point exceptions on and leaves them so.
    @Test
    void theCallersFloatingPointStateIsLeftAlone() throws Throwable {
        var mesher = mesher();
        var linker = Linker.nativeLinker();
        var symbol = linker.defaultLookup().find("fegetexcept");
        assumeTrue(symbol.isPresent(), "the C library cannot tell which floating-point exceptions are enabled");
        var enabled = linker.downcallHandle(symbol.get(), FunctionDescriptor.of(ValueLayout.JAVA_INT));
        int before = (int) enabled.invokeExact();

        mesher.edges(new double[] {0, 1, 2}, new double[] {0, 3, 0});

        int after = (int) enabled.invokeExact();
        assertThat(after).isEqualTo(before).isZero();
    }

    @Test
    void aNamedFileIsTheOnlyOneTried() {
        var missing = TriangleLibrary.find(Optional.of(Path.of("/no/such/libtriangle.so")));

        assertThat(missing).isInstanceOf(NativeLibrary.Missing.class);
        assertThat(((NativeLibrary.Missing) missing).reason()).contains("/no/such/libtriangle.so", "no such file");
    }

    private static void repeat(TriangleMesher mesher, double[] x, double[] y, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(mesher.edges(x, y).length).isGreaterThan(2 * 2999);
        }
    }

    private static TreeSet<String> edges(TriangleMesher mesher, double[] x, double[] y) {
        var set = new TreeSet<String>();
        int[] edges = mesher.edges(x, y);
        for (int i = 0; i < edges.length; i += 2) {
            set.add(Math.min(edges[i], edges[i + 1]) + "-" + Math.max(edges[i], edges[i + 1]));
        }
        assertThat(set).hasSize(edges.length / 2);
        return set;
    }

    private static long residentKibibytes() throws IOException {
        var status = Path.of("/proc/self/status");
        assumeTrue(Files.exists(status), "the system does not tell the memory of this process");
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    private static int entries(String folder) {
        var entries = new File(folder).list();
        return entries == null ? 0 : entries.length;
    }
}
