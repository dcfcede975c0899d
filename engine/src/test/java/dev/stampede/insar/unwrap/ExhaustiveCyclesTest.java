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

    /// Cells in the middle row without statistics toward any neighbour: how many pairs are cut around them often
    /// does not decide where they belong.
    @ParameterizedTest
    @MethodSource("grids")
    void ofEquallyCheapPlacesForACellTheSmoothestIsTaken(int cols, int seed) {
        try (Arena arena = Arena.ofConfined()) {
            var problem = withIslands(problem(arena, ROWS, cols, 0, 2000 + seed));

            var result = new NetworkUnwrapper().unwrap(arena, problem, new Cancellation(), Progress.NONE);

            var truth = new Exhaustive(arena, problem);
            assertThat(result.report().totalCost()).isEqualTo(truth.least(true));
            var solved = Solved.copy(arena, result);
            assertThat(squaredJumps(arena, problem, solved.phase())).isEqualTo(truth.leastSquaresOfTheCheapest());
        }
    }

    /// Every second cell of the middle row, the ends left out.
    private static GridProblem withIslands(GridProblem problem) {
        var pairs = new Pairs(problem.rows(), problem.cols());
        for (int col = 1; col + 1 < problem.cols(); col += 2) {
            for (int pair : new int[] {
                pairs.vertical(0, col), pairs.vertical(1, col), pairs.horizontal(1, col - 1), pairs.horizontal(1, col)
            }) {
                long at = (long) pair * CostRecord.BYTES;
                problem.records().set(GridProblem.INT16, at, (short) 0);
                problem.records().set(GridProblem.INT16, at + 2, (short) 1);
                problem.records().set(GridProblem.INT16, at + 6, CostRecord.SHELF_OF_ONE);
            }
        }
        return problem;
    }

    /// Over the pairs without statistics, in units of 1/200 cycle.
    private static long squaredJumps(Arena arena, GridProblem problem, MemorySegment phase) {
        var pairs = new Pairs(problem.rows(), problem.cols());
        var wrapped = Evaluation.wrapped(arena, problem);
        var flow = new CycleFlow(pairs, wrapped.cell, phase);
        long sum = 0;
        for (int pair = 0; pair < pairs.count(); pair++) {
            if (isFree(problem, pair)) {
                int jump = flow.at(pair) * (pairs.isVertical(pair) ? -1 : 1);
                sum += square(wrapped.cell, pairs, pair, jump);
            }
        }
        return sum;
    }

    private static boolean isFree(GridProblem problem, int pair) {
        return problem.records().get(GridProblem.INT16, (long) pair * CostRecord.BYTES + 6) == CostRecord.SHELF_OF_ONE;
    }

    /// Of the second cell against the first one, `cycles` more than the wrapped difference.
    private static long square(MemorySegment wrapped, Pairs pairs, int pair, int cycles) {
        double step = (double) wrapped.get(WrappedGrid.FLOAT, 4L * pairs.secondCell(pair))
                - wrapped.get(WrappedGrid.FLOAT, 4L * pairs.firstCell(pair));
        long jump = Math.round(200 * Math.IEEEremainder(step, 2 * Math.PI) / (2 * Math.PI)) + 200L * cycles;
        return jump * jump;
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

        /// More than all squared jumps together.
        private static final long COST_BEFORE_JUMPS = 1L << 32;

        private final GridProblem problem;
        private final Pairs pairs;
        private final MemorySegment wrapped;
        private long perUnit = 1;

        Exhaustive(Arena arena, GridProblem problem) {
            this.problem = problem;
            pairs = new Pairs(problem.rows(), problem.cols());
            wrapped = Evaluation.wrapped(arena, problem).cell;
        }

        /// The least sum of squared jumps over pairs without statistics that the least cost allows.
        long leastSquaresOfTheCheapest() {
            perUnit = COST_BEFORE_JUMPS;
            long both = least(true);
            perUnit = 1;
            return both % COST_BEFORE_JUMPS;
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
            long squares = perUnit > 1 && isFree(problem, pair) ? square(wrapped, pairs, pair, jump) : 0;
            return squares
                    + perUnit
                            * CostRecord.cost(
                                    pairs.isVertical(pair) ? -jump : jump,
                                    problem.records().get(GridProblem.INT16, at),
                                    problem.records().get(GridProblem.INT16, at + 2),
                                    problem.records().get(GridProblem.INT16, at + 4),
                                    problem.records().get(GridProblem.INT16, at + 6));
        }
    }
}
