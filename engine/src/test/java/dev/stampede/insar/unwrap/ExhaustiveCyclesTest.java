package dev.stampede.insar.unwrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.runtime.Cancellation;
import dev.stampede.runtime.Progress;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Grids of three rows, on which the best of all assignments of cycles can be found column by column.
class ExhaustiveCyclesTest {
    private static final int ROWS = 3;

    static Stream<Arguments> grids() {
        return IntStream.range(0, 20)
                .boxed()
                .flatMap(seed -> Stream.of(Arguments.of(3, seed), Arguments.of(4, seed), Arguments.of(7, seed)));
    }

    @ParameterizedTest
    @MethodSource("grids")
    void findsTheLeastCostUnderBothCornerRules(int cols, int seed) {
        try (Arena arena = Arena.ofConfined()) {
            var problem = problem(arena, ROWS, cols, 0, seed);

            long free = solve(arena, problem, Solved.NO_CORNER_RULE);
            long ruled = solve(arena, problem, Solved.CONTRACTED);

            var truth = new Exhaustive(arena, problem);
            assertThat(free).isEqualTo(truth.least(false));
            assertThat(ruled).isEqualTo(truth.least(true));
            assertThat(ruled).isGreaterThanOrEqualTo(free);
        }
    }

    @ParameterizedTest
    @MethodSource("grids")
    void neverBeatsTheTruthAndPolishNeverHurtsWithFreePairs(int cols, int seed) {
        try (Arena arena = Arena.ofConfined()) {
            var problem = problem(arena, ROWS, cols, 0.3, 1000 + seed);

            long polished = solve(arena, problem, Solved.CONTRACTED);
            long plain = solve(arena, problem, Solved.NO_POLISH);

            long least = new Exhaustive(arena, problem).least(true);
            assertThat(polished).isBetween(least, plain);
        }
    }

    private static long solve(Arena arena, GridProblem problem, NetworkUnwrapper.Options options) {
        var result = new NetworkUnwrapper(options).unwrap(arena, problem, new Cancellation(), Progress.NONE);
        assertThat(result.report().certified()).isTrue();
        assertThat(result.report().conserved()).isTrue();
        var solved = Solved.copy(arena, result);
        assertThat(result.report().totalCost()).isEqualTo(Evaluation.cost(arena, problem, solved.phase()));
        return result.report().totalCost();
    }

    /// Random phase and offsets of up to one cycle; now and then a very certain pair.
    private static GridProblem problem(Arena arena, int rows, int cols, double free, long seed) {
        var random = new SplittableRandom(seed);
        var image = arena.allocate(8L * rows * cols);
        for (int i = 0; i < rows * cols; i++) {
            double phase = 2 * Math.PI * random.nextDouble();
            image.set(GridProblem.FLOAT, 8L * i, (float) Math.cos(phase));
            image.set(GridProblem.FLOAT, 8L * i + 4, (float) Math.sin(phase));
        }
        var records = arena.allocate(CostRecord.BYTES * GridProblem.pairCount(rows, cols));
        for (long at = 0; at < records.byteSize(); at += CostRecord.BYTES) {
            boolean isFree = random.nextDouble() < free;
            records.set(GridProblem.INT16, at, (short) (isFree ? 0 : random.nextInt(-200, 201)));
            records.set(GridProblem.INT16, at + 2, (short) (isFree ? 1 : random.nextInt(2, 300)));
            records.set(GridProblem.INT16, at + 4, (short) CostRecord.MAX_SHORT);
            records.set(GridProblem.INT16, at + 6, isFree ? CostRecord.SHELF_OF_ONE : CostRecord.NO_SHELF);
        }
        return new GridProblem(rows, cols, image, records);
    }

    /// The least cost over all cycles within `-RANGE..RANGE`: for every state of a column the best way to get
    /// there.
    private static final class Exhaustive {
        private static final int RANGE = 3;
        private static final int VALUES = 2 * RANGE + 1;
        private static final int STATES = VALUES * VALUES * VALUES;
        private static final long IMPOSSIBLE = Long.MAX_VALUE / 4;

        private final GridProblem problem;
        private final Pairs pairs;
        private final MemorySegment wrapped;

        Exhaustive(Arena arena, GridProblem problem) {
            this.problem = problem;
            pairs = new Pairs(problem.rows(), problem.cols());
            wrapped = Evaluation.wrapped(arena, problem).cell;
        }

        long least(boolean cornerRule) {
            var best = new long[STATES];
            for (int col = 0; col < pairs.cols(); col++) {
                var next = new long[STATES];
                for (int state = 0; state < STATES; state++) {
                    next[state] = within(col, state) + (col == 0 ? 0 : arrive(best, col, state, cornerRule));
                }
                best = next;
            }
            return Arrays.stream(best).min().orElseThrow();
        }

        private static int cycles(int state, int row) {
            return state / (row == 0 ? 1 : row == 1 ? VALUES : VALUES * VALUES) % VALUES - RANGE;
        }

        private long within(int col, int state) {
            long total = 0;
            for (int row = 0; row + 1 < ROWS; row++) {
                total += cost(pairs.vertical(row, col), cycles(state, row), cycles(state, row + 1), false);
            }
            return total;
        }

        private long arrive(long[] best, int col, int state, boolean cornerRule) {
            var step = new long[ROWS][VALUES];
            for (int row = 0; row < ROWS; row++) {
                for (int from = -RANGE; from <= RANGE; from++) {
                    step[row][from + RANGE] =
                            cost(pairs.horizontal(row, col - 1), from, cycles(state, row), cornerRule);
                }
            }
            long least = IMPOSSIBLE;
            for (int from = 0; from < STATES; from++) {
                long total = best[from];
                for (int row = 0; row < ROWS; row++) {
                    total += step[row][cycles(from, row) + RANGE];
                }
                least = Math.min(least, total);
            }
            return least;
        }

        private long cost(int pair, int first, int second, boolean cornerRule) {
            double step = (double) wrapped.get(WrappedGrid.FLOAT, 4L * pairs.secondCell(pair))
                    - wrapped.get(WrappedGrid.FLOAT, 4L * pairs.firstCell(pair));
            int jump = WrappedGrid.fold(step) + second - first;
            if (cornerRule && jump != 0 && pairs.isCorner(pair)) {
                return IMPOSSIBLE / 1000;
            }
            long at = (long) pair * CostRecord.BYTES;
            return CostRecord.cost(
                    pairs.isVertical(pair) ? -jump : jump,
                    problem.records().get(GridProblem.INT16, at),
                    problem.records().get(GridProblem.INT16, at + 2),
                    problem.records().get(GridProblem.INT16, at + 4),
                    problem.records().get(GridProblem.INT16, at + 6));
        }
    }
}
