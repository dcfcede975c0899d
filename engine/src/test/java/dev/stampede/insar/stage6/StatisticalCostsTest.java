package dev.stampede.insar.stage6;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.golden.Golden;
import dev.stampede.golden.GoldenWorkspace;
import dev.stampede.io.mat.MatArray;
import dev.stampede.memory.FloatMatrix;
import dev.stampede.memory.IntMatrix;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Against the cost files the original wrote for its unwrapper: equal or off by one where a value sits at a
/// rounding edge.
class StatisticalCostsTest {
    private static final ValueLayout.OfShort INT16 =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    @TempDir
    Path scratch;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void equalsTheCostFilesOfTheOriginal(int number) throws IOException {
        try (var golden = new GoldenWorkspace(Golden.psSmall(), scratch, 1)) {
            var noise = golden.expected("stage6/uw_space_time", "dph_noise").asFloatMatrix(golden.arena());
            var edges = edges(golden);
            var costs = StatisticalCosts.ofScatter(golden.arena(), edges, deviations(golden.arena(), noise));

            int off = compare(golden, edges, costs, noise, number - 1, "snaphu/ifg0" + number);

            assertThat(off).as("entries off by one").isLessThan(5);
            assertThat(costs.withoutStatistics()).isEqualTo(4);
        }
    }

    @Test
    void equalsTheCostFileOfSingleInterferograms() throws IOException {
        try (var golden = new GoldenWorkspace(Golden.psSmall(), scratch, 1)
                .with("stage5b")
                .set("unwrap_method", "2D")) {
            new Stage6().run(golden.context());
            var edges = edges(golden);
            var stack = dev.stampede.insar.model.StackGeometry.read(golden.arena(), golden.folder());
            var grid = PhaseGrid.of(stack.xy(), 200);
            var nodes = Nodes.of(golden.expected("stage6/uw_grid", "nzix").toBooleans());
            var costs = StatisticalCosts.ofLength(golden.arena(), edges, nodes, grid);

            int off = compare(golden, edges, costs, null, 0, "snaphu_2D/ifg01");

            assertThat(off).as("entries off by one").isLessThan(5);
        }
    }

    private static EdgeTable edges(GoldenWorkspace golden) throws IOException {
        var z = golden.expected("stage6/uw_interp", "Z");
        var nearest = IntMatrix.allocate(golden.arena(), z.rows(), z.cols());
        for (long i = 0; i < nearest.size(); i++) {
            nearest.set(i, (int) z.get(i) - 1);
        }
        return EdgeTable.of(golden.arena(), nearest, 556);
    }

    private static FloatMatrix deviations(Arena arena, FloatMatrix noise) {
        var std = FloatMatrix.allocate(arena, noise.rows(), 1);
        for (int e = 0; e < noise.rows(); e++) {
            double mean = 0;
            double square = 0;
            for (int i = 0; i < noise.cols(); i++) {
                mean += noise.get(e, i) / noise.cols();
            }
            for (int i = 0; i < noise.cols(); i++) {
                square += Math.pow(noise.get(e, i) - mean, 2);
            }
            std.set(e, 0, (float) Math.sqrt(square / (noise.cols() - 1)));
        }
        return std;
    }

    /// Expands the edges to the pairs of the grid and compares all four fields; returns how many are off by
    /// one.
    private static int compare(
            GoldenWorkspace golden, EdgeTable edges, StatisticalCosts costs, FloatMatrix noise, int ifg, String fixture)
            throws IOException {
        MatArray phase = noise == null
                ? golden.result("uw_space_time", "dph_space_uw")
                : golden.expected("stage6/uw_space_time", "dph_space_uw");
        var offset = golden.arena().allocate(2L * edges.count());
        StatisticalCosts.offsets(phase.asFloatMatrix(golden.arena()), noise, ifg, offset);
        var file = ByteBuffer.wrap(Files.readAllBytes(
                        Golden.psSmall().resolve("fixtures").resolve(fixture).resolve("snaphu.costinfile")))
                .order(ByteOrder.LITTLE_ENDIAN);
        int off = 0;
        for (int part = 0; part < 2; part++) {
            var entries = part == 0 ? edges.rowEdge() : edges.colEdge();
            for (int r = 0; r < entries.rows(); r++) {
                for (int c = 0; c < entries.cols(); c++) {
                    off += compare(file, entries.get(r, c), part == 0 ? -1 : 1, costs, offset);
                }
            }
        }
        assertThat(file.hasRemaining()).isFalse();
        return off;
    }

    private static int compare(
            ByteBuffer file, int entry, int direction, StatisticalCosts costs, MemorySegment offset) {
        int wantedOffset = file.getShort();
        int wantedSigsq = file.getShort();
        file.getShort();
        int wantedShelf = file.getShort();
        int e = Math.abs(entry) - 1;
        boolean free = entry != 0 && Float.isNaN(costs.variance()[e]);
        boolean plain = entry == 0 || free;
        int foundOffset = plain ? 0 : direction * Integer.signum(entry) * offset.get(INT16, 2L * e);
        int foundSigsq = plain ? 1 : costs.sigsq().get(INT16, 2L * e);
        assertThat(free ? 1 : -32000).isEqualTo(wantedShelf);
        assertThat(Math.abs(foundOffset - wantedOffset)).isLessThanOrEqualTo(1);
        assertThat(Math.abs(foundSigsq - wantedSigsq)).isLessThanOrEqualTo(1);
        return foundOffset != wantedOffset || foundSigsq != wantedSigsq ? 1 : 0;
    }
}
