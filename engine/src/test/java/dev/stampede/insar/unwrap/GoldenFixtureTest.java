package dev.stampede.insar.unwrap;

import static dev.stampede.insar.unwrap.WrappedGrid.FLOAT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.golden.Golden;
import dev.stampede.runtime.Cancellation;
import dev.stampede.runtime.Progress;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The own solver on the unwrapper's input files of real stage-6 runs, against what the snaphu program made of
/// them.
class GoldenFixtureTest {
    private static final double MAX_DIFFERING_CELLS = 0.005;

    static List<Path> fixtures() throws IOException {
        var folders = new ArrayList<Path>();
        for (Path set : List.of(Golden.psSmall(), Golden.psSmall().resolveSibling("sb_small"))) {
            for (String kind : List.of("snaphu", "snaphu_2D")) {
                Path parent = set.resolve("fixtures").resolve(kind);
                if (Files.isDirectory(parent)) {
                    try (var children = Files.list(parent)) {
                        children.sorted().forEach(folders::add);
                    }
                }
            }
        }
        return folders;
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void costsWhatTheReferenceCostsAndAgreesBitForBitWhereCyclesAgree(Path folder) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            var problem = read(arena, folder);
            byte[] reference = Files.readAllBytes(folder.resolve("snaphu.out"));
            var aligned = arena.allocate(reference.length, 64).copyFrom(MemorySegment.ofArray(reference));

            var result = new NetworkUnwrapper().unwrap(arena, problem, new Cancellation(), Progress.NONE);

            assertThat(result.report().certified()).isTrue();
            assertThat(result.report().conserved()).isTrue();
            assertThat(result.report().totalCost()).isEqualTo(Evaluation.cost(arena, problem, aligned));
            assertPhasesAgree(result, aligned);
        }
    }

    private static void assertPhasesAgree(UnwrappedPhase result, MemorySegment reference) {
        int differentCycles = 0;
        int differentBits = 0;
        for (int row = 0; row < result.rows(); row++) {
            for (int col = 0; col < result.cols(); col++) {
                float expected = reference.get(FLOAT, 4L * (row * result.cols() + col));
                float actual = result.phase(row, col);
                if (Math.abs(expected - actual) > 1) {
                    differentCycles++;
                } else if (expected != actual) {
                    differentBits++;
                }
            }
        }
        assertThat(differentCycles).isLessThanOrEqualTo((int) (MAX_DIFFERING_CELLS * result.rows() * result.cols()));
        if (differentCycles == 0) {
            assertThat(differentBits).isZero();
        }
    }

    static GridProblem read(Arena arena, Path folder) throws IOException {
        int cols = Integer.parseInt(
                Files.readString(folder.resolve("cmdline.txt")).strip().replaceAll(".* ", ""));
        byte[] image = Files.readAllBytes(folder.resolve("snaphu.in"));
        byte[] costs = Files.readAllBytes(folder.resolve("snaphu.costinfile"));
        var imageSegment = arena.allocate(image.length, 64).copyFrom(MemorySegment.ofArray(image));
        var costSegment = arena.allocate(costs.length, 64).copyFrom(MemorySegment.ofArray(costs));
        return new GridProblem(image.length / 8 / cols, cols, imageSegment, costSegment);
    }
}
