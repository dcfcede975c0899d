package dev.stampede.kernels.clap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.insar.pipeline.config.Backends;
import dev.stampede.kernels.Backend;
import dev.stampede.kernels.KernelRegistry;
import dev.stampede.kernels.TestKernels;
import dev.stampede.memory.ComplexMatrix;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClapFilterTest {
    private static final ClapSettings SETTINGS = ClapSettings.of(32, 1, 0.3, 50, 800);
    private static final KernelRegistry KERNELS = new KernelRegistry(
            List.of(ClapGridFilter.FAMILY, ClapCellFilter.FAMILY), Backends.availability(), null, Map.of());

    static List<ClapGridFilter> gridFilters() {
        return TestKernels.of(ClapGridFilter.FAMILY, ClapGridFilterCuda::new, 110_000);
    }

    static List<ClapCellFilter> cellFilters() {
        return TestKernels.of(ClapCellFilter.FAMILY, ClapCellFilterCuda::new, 40_000);
    }

    @Test
    void lowPassHasTheGainsOfItsFormula() {
        double[] gain = {1, 0.99902439, 0.5, 0.01704593, 9.7561e-4};

        for (int k = 0; k < gain.length; k++) {
            assertThat(SETTINGS.lowPass()[k]).isCloseTo(gain[k], within(1e-8));
        }
    }

    @ParameterizedTest
    @MethodSource("gridFilters")
    void filtersAGridAsTheOriginalDoes(ClapGridFilter filter) {
        try (var arena = Arena.ofConfined()) {
            var grid = testGrid(arena, 40, 37);
            grid.set(10 + 11 * 40, 0, Double.NaN, Double.NaN);
            var out = ComplexMatrix.allocate(arena, 40 * 37, 1);

            filter.filter(grid, 40, 37, SETTINGS, out, 0, 1);

            assertValue(out, 40, 1, 1, 2.050309078e-6, -2.472881235e-6, 1e-4);
            assertValue(out, 40, 11, 12, -592.0042506, 460.6441337, 1e-4);
            assertValue(out, 40, 20, 20, 853.5791314, -1827.308564, 1e-4);
            assertValue(out, 40, 33, 30, 611.5957601, -357.6369922, 1e-4);
            assertValue(out, 40, 40, 37, 17.52224131, -20.50820493, 1e-4);
            assertValue(out, 40, 40, 1, 1.730700362, -8.850957317, 1e-4);
        }
    }

    @ParameterizedTest
    @MethodSource("gridFilters")
    void agreesWithTheReferenceAndLeavesOtherInterferogramsAlone(ClapGridFilter filter) {
        var random = new Random(11);
        var settings = ClapSettings.of(32, 0.8, 0.3, 50, 800);
        int ni = 53;
        int nj = 26;
        try (var arena = Arena.ofConfined()) {
            var grid = ComplexMatrix.allocate(arena, ni * nj, 4);
            for (int c = 0; c < ni * nj; c++) {
                for (int f = 0; f < 4; f++) {
                    boolean occupied = random.nextInt(3) > 0 && f != 2;
                    grid.set(c, f, occupied ? random.nextGaussian() : 0, occupied ? random.nextGaussian() : 0);
                }
            }
            var expected = ComplexMatrix.allocate(arena, ni * nj, 4);
            var actual = ComplexMatrix.allocate(arena, ni * nj, 4);

            KERNELS.get(ClapGridFilter.FAMILY, Backend.REFERENCE).filter(grid, ni, nj, settings, expected, 1, 4);
            filter.filter(grid, ni, nj, settings, actual, 1, 4);

            double largest = 0;
            double worst = 0;
            for (long k = 0; k < expected.re().size(); k++) {
                largest = Math.max(largest, Math.abs(expected.re().get(k)));
                worst = Math.max(
                        worst, Math.abs(expected.re().get(k) - actual.re().get(k)));
                worst = Math.max(
                        worst, Math.abs(expected.im().get(k) - actual.im().get(k)));
            }
            assertThat(worst).isLessThanOrEqualTo(ClapGridFilter.MAX_RELATIVE_ERROR * largest);
            assertThat(actual.re().get(5, 0)).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("gridFilters")
    void refusesAGridSmallerThanTheWindow(ClapGridFilter filter) {
        try (var arena = Arena.ofConfined()) {
            var grid = ComplexMatrix.allocate(arena, 23 * 40, 1);

            assertThatThrownBy(() -> filter.filter(grid, 23, 40, SETTINGS, grid, 0, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("grid of 23 x 40 cells is smaller than the filter window of 24");
        }
    }

    @Test
    void aSingleWindowIsFilteredAsTheOriginalDoes() {
        var re = new double[32 * 32];
        var im = new double[32 * 32];
        try (var arena = Arena.ofConfined()) {
            var grid = testGrid(arena, 32, 32);
            for (int k = 0; k < 32 * 32; k++) {
                re[k] = grid.re().get(k);
                im[k] = grid.im().get(k);
            }
        }

        new ClapResponse(SETTINGS).filter(re, im);

        assertThat(re[0]).isCloseTo(-1.432792921, within(1e-6));
        assertThat(im[0]).isCloseTo(-3.662846051, within(1e-6));
        assertThat(re[4 + 8 * 32]).isCloseTo(-9.97899042, within(1e-6));
        assertThat(im[4 + 8 * 32]).isCloseTo(-0.7660497827, within(1e-6));
        assertThat(re[16 + 16 * 32]).isCloseTo(5.801782693, within(1e-6));
        assertThat(im[16 + 16 * 32]).isCloseTo(-9.072050153, within(1e-6));
        assertThat(re[31 + 31 * 32]).isCloseTo(-0.1612373357, within(1e-6));
        assertThat(im[31 + 31 * 32]).isCloseTo(1.778338751, within(1e-6));
    }

    @ParameterizedTest
    @MethodSource("cellFilters")
    void aCellIsSeenByItsSurroundingsOnly(ClapCellFilter filter) {
        try (var arena = Arena.ofConfined()) {
            var grid = testGrid(arena, 40, 37);
            int[] cells = {0, 20 + 18 * 40, 39 + 36 * 40};
            var first = ComplexMatrix.allocate(arena, 3, 1);
            var second = ComplexMatrix.allocate(arena, 3, 1);

            for (int k = 0; k < cells.length; k++) {
                var alone = testGrid(arena, 40, 37);
                alone.set(cells[k], 0, 1e4, -1e4);
                filter.filter(new ClapCellFilter.Grid(grid, 40, 37), SETTINGS, 0, cells, first, k, k + 1);
                filter.filter(new ClapCellFilter.Grid(alone, 40, 37), SETTINGS, 0, cells, second, k, k + 1);
            }

            for (int k = 0; k < cells.length; k++) {
                assertThat(second.re().get(k, 0)).isEqualTo(first.re().get(k, 0));
                assertThat(second.im().get(k, 0)).isEqualTo(first.im().get(k, 0));
                assertThat(Math.hypot(first.re().get(k, 0), first.im().get(k, 0)))
                        .isGreaterThan(0.1);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cellFilters")
    void cellsAgreeWithTheReferenceForAnyBlankingAndRange(ClapCellFilter filter) {
        var random = new Random(5);
        int ni = 45;
        int nj = 33;
        try (var arena = Arena.ofConfined()) {
            var values = ComplexMatrix.allocate(arena, ni * nj, 3);
            for (int c = 0; c < ni * nj; c++) {
                for (int f = 0; f < 3; f++) {
                    values.set(c, f, random.nextGaussian(), random.nextGaussian());
                }
            }
            values.set(100, 1, Double.NaN, 0);
            var grid = new ClapCellFilter.Grid(values, ni, nj);
            int[] cells = random.ints(37, 0, ni * nj).toArray();
            for (int blanked : new int[] {0, 2}) {
                var expected = ComplexMatrix.allocate(arena, cells.length, 3);
                var actual = ComplexMatrix.allocate(arena, cells.length, 3);

                KERNELS.get(ClapCellFilter.FAMILY, Backend.REFERENCE)
                        .filter(grid, SETTINGS, blanked, cells, expected, 2, 35);
                filter.filter(grid, SETTINGS, blanked, cells, actual, 2, 35);

                double largest = 0;
                double worst = 0;
                for (long k = 0; k < expected.re().size(); k++) {
                    largest = Math.max(
                            largest,
                            Math.hypot(expected.re().get(k), expected.im().get(k)));
                    worst = Math.max(
                            worst, Math.abs(expected.re().get(k) - actual.re().get(k)));
                    worst = Math.max(
                            worst, Math.abs(expected.im().get(k) - actual.im().get(k)));
                }
                assertThat(worst).isLessThanOrEqualTo(ClapCellFilter.MAX_RELATIVE_ERROR * largest);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cellFilters")
    void aGridSmallerThanTheBlockGivesZero(ClapCellFilter filter) {
        try (var arena = Arena.ofConfined()) {
            var grid = new ClapCellFilter.Grid(testGrid(arena, 31, 40), 31, 40);
            var out = ComplexMatrix.allocate(arena, 1, 1);
            out.set(0, 0, 3, 4);

            filter.filter(grid, SETTINGS, 0, new int[] {50}, out, 0, 1);

            assertThat(out.re().get(0, 0)).isZero();
            assertThat(out.im().get(0, 0)).isZero();
        }
    }

    /// (1 + mod(7r + 3c, 5)) exp(i (0.05 r c + 0.2 r)), r and c one-based.
    private static ComplexMatrix testGrid(Arena arena, int ni, int nj) {
        var grid = ComplexMatrix.allocate(arena, ni * nj, 1);
        for (int c = 1; c <= nj; c++) {
            for (int r = 1; r <= ni; r++) {
                double modulus = 1 + (7 * r + 3 * c) % 5;
                double phase = 0.05 * r * c + 0.2 * r;
                grid.set(r - 1 + (c - 1) * ni, 0, modulus * Math.cos(phase), modulus * Math.sin(phase));
            }
        }
        return grid;
    }

    private static void assertValue(ComplexMatrix out, int ni, int r, int c, double re, double im, double relative) {
        int cell = r - 1 + (c - 1) * ni;
        double bound = relative * Math.hypot(re, im);
        assertThat((double) out.re().get(cell, 0)).isCloseTo(re, within(bound));
        assertThat((double) out.im().get(cell, 0)).isCloseTo(im, within(bound));
    }
}
