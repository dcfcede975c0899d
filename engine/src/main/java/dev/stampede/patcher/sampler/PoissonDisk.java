package dev.stampede.patcher.sampler;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Named;
import dev.stampede.patcher.Boundary;
import dev.stampede.patcher.PatchSize;
import dev.stampede.patcher.PixelAnchor;
import dev.stampede.patcher.RasterGrid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Anchors at random, none nearer than `minDistance` pixels to another, that leave no room for many more:
/// Bridson's dart throwing in the allowed range. Cutting places to whole pixels may shorten a distance by
/// up to sqrt(2).
///
/// Source: Bridson (2007), Fast Poisson disk sampling in arbitrary dimensions, doi:10.1145/1278780.1278807.
///
/// @param minDistance pixels, above 0
/// @param seed        of `L64X128MixRandom`
/// @param k           throws around each anchor before it counts as surrounded, at least 1
@Named("SpatialPoissonDisk")
public record PoissonDisk(
        double minDistance,
        @Default("0") long seed,
        @Default("30") int k) implements PixelSampler {
    /// @throws IllegalArgumentException naming the parameter outside its range
    public PoissonDisk {
        if (!(minDistance > 0) || Double.isInfinite(minDistance)) {
            throw new IllegalArgumentException("min_distance is " + minDistance + ", needs more than 0");
        }
        if (k < 1) {
            throw new IllegalArgumentException("k is " + k + ", needs at least 1");
        }
    }

    public PoissonDisk(double minDistance, long seed) {
        this(minDistance, seed, 30);
    }

    @Override
    public List<PixelAnchor> anchors(RasterGrid grid, PatchSize size, Boundary boundary) {
        var range = AnchorRange.of(grid, size, boundary);
        var darts = new Darts(minDistance, range.lastRow() + 1.0, range.lastCol() + 1.0);
        return darts.thrown(RandomGeneratorFactory.of(GENERATOR).create(seed), k);
    }

    /// Places in a rectangle, kept in cells so small that each holds at most one.
    private static final class Darts {
        private static final int NONE = -1;

        private final double distance;
        private final double rows;
        private final double cols;
        private final double cell;
        private final int cellCols;
        private final int cellRows;
        private final int[] held;
        private final List<double[]> places = new ArrayList<>();

        Darts(double distance, double rows, double cols) {
            this.distance = distance;
            this.rows = rows;
            this.cols = cols;
            this.cell = distance / Math.sqrt(2);
            this.cellRows = (int) Math.ceil(rows / cell);
            this.cellCols = (int) Math.ceil(cols / cell);
            this.held = new int[Math.multiplyExact(cellRows, cellCols)];
            Arrays.fill(held, NONE);
        }

        List<PixelAnchor> thrown(RandomGenerator random, int k) {
            var active = new ArrayList<Integer>();
            add(random.nextDouble() * rows, random.nextDouble() * cols, active);
            while (!active.isEmpty()) {
                int chosen = random.nextInt(active.size());
                if (!surround(places.get(active.get(chosen)), random, k, active)) {
                    active.set(chosen, active.getLast());
                    active.removeLast();
                }
            }
            return places.stream()
                    .map(place -> new PixelAnchor((int) place[0], (int) place[1]))
                    .toList();
        }

        private boolean surround(double[] centre, RandomGenerator random, int k, List<Integer> active) {
            for (int i = 0; i < k; i++) {
                double angle = random.nextDouble() * 2 * Math.PI;
                double radius = distance * Math.sqrt(1 + 3 * random.nextDouble()); // uniform over the ring r to 2 r
                double row = centre[0] + radius * Math.sin(angle);
                double col = centre[1] + radius * Math.cos(angle);
                if (row >= 0 && row < rows && col >= 0 && col < cols && isFree(row, col)) {
                    add(row, col, active);
                    return true;
                }
            }
            return false;
        }

        private boolean isFree(double row, double col) {
            int r = (int) (row / cell);
            int c = (int) (col / cell);
            for (int i = Math.max(0, r - 2); i <= Math.min(cellRows - 1, r + 2); i++) {
                for (int j = Math.max(0, c - 2); j <= Math.min(cellCols - 1, c + 2); j++) {
                    int index = held[i * cellCols + j];
                    if (index != NONE
                            && Math.hypot(places.get(index)[0] - row, places.get(index)[1] - col) < distance) {
                        return false;
                    }
                }
            }
            return true;
        }

        private void add(double row, double col, List<Integer> active) {
            active.add(places.size());
            held[(int) (row / cell) * cellCols + (int) (col / cell)] = places.size();
            places.add(new double[] {row, col});
        }
    }
}
