package dev.stampede.insar.stage4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.golden.Golden;
import dev.stampede.golden.GoldenWorkspace;
import dev.stampede.kernels.edgestats.EdgeNoise;
import dev.stampede.kernels.edgestats.TimeSmoothing;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import dev.stampede.memory.IntMatrix;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// With the edges of the golden run in the directions of the golden run, noise agrees to single precision.
class EdgeNoiseGoldenTest {
    @TempDir
    Path scratch;

    @ParameterizedTest
    @ValueSource(strings = {"PATCH_1", "PATCH_2"})
    void kernelsReproduceTheNoiseOfTheListedEdges(String patch) throws IOException {
        try (var work = new GoldenWorkspace(Golden.psSmall(), scratch, 1)) {
            work.with("stage1/" + patch, "stage2/" + patch, "stage3/" + patch);
            var series = PatchSeries.read(work.folder(), work.parameters());
            var points = SelectedPoints.read(work.folder());
            var arena = work.arena();
            int[] all = java.util.stream.IntStream.range(0, points.count()).toArray();
            var phase = Stage4.unitPhase(work.context(), arena, series, points, all);
            var edges = listedEdges(arena, patch);

            var noise = noise(work, arena, series, phase, edges);

            assertAgrees(
                    noise,
                    edges,
                    0,
                    work.expected("stage4/" + patch + "/weed1", "ps_std").toDoubles());
            assertAgrees(
                    noise,
                    edges,
                    1,
                    work.expected("stage4/" + patch + "/weed1", "ps_max").toDoubles());
        }
    }

    private static FloatMatrix noise(
            GoldenWorkspace work, Arena arena, PatchSeries series, ComplexMatrix phase, IntMatrix edges) {
        var kernel = work.kernels().get(EdgeNoise.FAMILY);
        var smoothing = TimeSmoothing.of(arena, series.day(), 730);
        int n = edges.rows();
        var sums = DoubleMatrix.allocate(arena, phase.cols(), 2);
        kernel.leaveOneOut(phase, edges, smoothing, sums, 0, n);
        var weights = new double[phase.cols()];
        for (int k = 0; k < weights.length; k++) {
            double mean = sums.get(k, 0) / n;
            weights[k] = (n - 1) / (sums.get(k, 1) - n * mean * mean);
        }
        var noise = FloatMatrix.allocate(arena, n, 2);
        kernel.noise(phase, edges, smoothing, EdgeNoise.BaselineFit.of(series.perpBaseline(), weights), noise, 0, n);
        return noise;
    }

    private static void assertAgrees(FloatMatrix noise, IntMatrix edges, int col, double[] expected) {
        var best = new double[expected.length];
        Arrays.fill(best, Double.POSITIVE_INFINITY);
        for (int e = 0; e < edges.rows(); e++) {
            for (int end = 0; end < 2; end++) {
                int p = edges.get(e, end);
                best[p] = Math.min(best[p], noise.get(e, col));
            }
        }
        for (int p = 0; p < expected.length; p++) {
            assertThat(best[p]).as("point %d", p).isCloseTo(expected[p], within(5e-6));
        }
    }

    private static IntMatrix listedEdges(Arena arena, String patch) throws IOException {
        var file = Golden.psSmall().resolve("fixtures/triangle/stage4/" + patch + "/psweed.2.edge");
        int[][] rows = Files.readAllLines(file).stream()
                .skip(1)
                .filter(line -> !line.strip().startsWith("#"))
                .map(line -> Arrays.stream(line.strip().split("\\s+"))
                        .mapToInt(Integer::parseInt)
                        .toArray())
                .toArray(int[][]::new);
        var edges = IntMatrix.allocate(arena, rows.length, 2);
        for (int e = 0; e < rows.length; e++) {
            edges.set(e, 0, rows[e][1] - 1);
            edges.set(e, 1, rows[e][2] - 1);
        }
        return edges;
    }
}
