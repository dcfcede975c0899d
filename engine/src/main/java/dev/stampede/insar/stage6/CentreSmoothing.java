package dev.stampede.insar.stage6;

import dev.stampede.insar.model.ImageNetwork;
import dev.stampede.kernels.arcsmoothing.ArcSmoothing;
import dev.stampede.kernels.arcsmoothing.SmoothingTable;
import dev.stampede.memory.ComplexMatrix;
import dev.stampede.memory.FloatMatrix;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Smoothing in time about every image that is paired with all others but one at most (StaMPS `3D_FULL`
/// with more than one reference image). An interferogram of two such images takes the result that scatters
/// less over all arcs; one of none has no model (`NaN`), so none of its arcs has statistics.
final class CentreSmoothing implements ArcModel {
    private final ArcSmoothing kernel;
    private final List<Centre> centres;
    /// Centre of each interferogram, -1 = none.
    private final int[] choice;

    /// One image with its interferograms in order of the date of the other image.
    ///
    /// @param columns  of the arcs
    /// @param reversed whether the image is the second one
    private record Centre(int[] columns, boolean[] reversed, SmoothingTable table) {}

    private CentreSmoothing(ArcSmoothing kernel, List<Centre> centres, int[] choice) {
        this.kernel = kernel;
        this.centres = centres;
        this.choice = choice;
    }

    static CentreSmoothing of(ArcBlocks arcs, ImageNetwork network, double timeWindow) {
        int[] images = network.images();
        var centres = new ArrayList<Centre>();
        for (int image : images) {
            var centre = centre(network, image, timeWindow);
            if (centre.columns.length >= Math.max(1, images.length - 2)) {
                centres.add(centre);
            }
        }
        long squares = 0;
        for (var centre : centres) {
            squares += (long) centre.columns.length * centre.columns.length;
        }
        var kernel =
                arcs.context().kernels().get(ArcSmoothing.FAMILY, arcs.edges().count() * squares);
        return new CentreSmoothing(kernel, centres, choose(arcs, network.count(), kernel, centres));
    }

    private static Centre centre(ImageNetwork network, int image, double timeWindow) {
        int[] columns = IntStream.range(0, network.count())
                .filter(i -> network.first()[i] == image || network.second()[i] == image)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> network.day()[other(network, image, i)]))
                .mapToInt(i -> i)
                .toArray();
        var reversed = new boolean[columns.length];
        var day = new double[columns.length];
        for (int j = 0; j < columns.length; j++) {
            reversed[j] = network.second()[columns[j]] == image;
            day[j] = network.day()[other(network, image, columns[j])];
        }
        return new Centre(columns, reversed, SmoothingTable.of(day, timeWindow, network.day()[image]));
    }

    private static int other(ImageNetwork network, int image, int ifg) {
        return network.first()[ifg] == image ? network.second()[ifg] : network.first()[ifg];
    }

    /// A later centre takes over an interferogram unless the earlier one scatters less.
    private static int[] choose(ArcBlocks arcs, int ifgs, ArcSmoothing kernel, List<Centre> centres) {
        var choice = new int[ifgs];
        java.util.Arrays.fill(choice, -1);
        var scatter = centres.size() > 1 ? scatter(arcs, ifgs, kernel, centres) : null;
        for (int c = 0; c < centres.size(); c++) {
            for (int i : centres.get(c).columns) {
                if (choice[i] < 0 || !(scatter[choice[i]][i] < scatter[c][i])) {
                    choice[i] = c;
                }
            }
        }
        return choice;
    }

    /// Variance of the noise over all arcs, per centre and interferogram; summed per block and then in
    /// order of the blocks.
    private static double[][] scatter(ArcBlocks arcs, int ifgs, ArcSmoothing kernel, List<Centre> centres) {
        int blocks = (arcs.edges().count() + ArcBlocks.SIZE - 1) / ArcBlocks.SIZE;
        var sums = new double[blocks][centres.size()][ifgs][2];
        arcs.forEach((block, from, count) -> {
            for (int c = 0; c < centres.size(); c++) {
                fit(kernel, centres.get(c), block.arc, block.phase, block.noise, count, i -> true);
                for (int i : centres.get(c).columns) {
                    var sum = sums[from / ArcBlocks.SIZE][c][i];
                    for (int e = 0; e < count; e++) {
                        double v = block.noise.get(e, i);
                        sum[0] += v;
                        sum[1] += v * v;
                    }
                }
            }
        });
        double edges = arcs.edges().count();
        var variance = new double[centres.size()][ifgs];
        for (int c = 0; c < centres.size(); c++) {
            for (int i = 0; i < ifgs; i++) {
                double sum = 0;
                double squares = 0;
                for (var block : sums) {
                    sum += block[c][i][0];
                    squares += block[c][i][1];
                }
                variance[c][i] = squares - sum * sum / edges;
            }
        }
        return variance;
    }

    @Override
    public void fit(ComplexMatrix arc, FloatMatrix phase, FloatMatrix noise, int count) {
        phase.fill(Float.NaN);
        noise.fill(Float.NaN);
        for (int c = 0; c < centres.size(); c++) {
            int own = c;
            fit(kernel, centres.get(c), arc, phase, noise, count, i -> choice[i] == own);
        }
    }

    private static void fit(
            ArcSmoothing kernel,
            Centre centre,
            ComplexMatrix arc,
            FloatMatrix phase,
            FloatMatrix noise,
            int count,
            java.util.function.IntPredicate wanted) {
        int n = centre.columns.length;
        try (Arena arena = Arena.ofConfined()) {
            var own = ComplexMatrix.allocate(arena, count, n);
            var ownPhase = FloatMatrix.allocate(arena, count, n);
            var ownNoise = FloatMatrix.allocate(arena, count, n);
            for (int j = 0; j < n; j++) {
                float sign = centre.reversed[j] ? -1 : 1;
                for (int e = 0; e < count; e++) {
                    own.re().set(e, j, arc.re().get(e, centre.columns[j]));
                    own.im().set(e, j, sign * arc.im().get(e, centre.columns[j]));
                }
            }
            kernel.smooth(own, centre.table, ownPhase, ownNoise, 0, count);
            for (int j = 0; j < n; j++) {
                float sign = centre.reversed[j] ? -1 : 1;
                for (int e = 0; e < count && wanted.test(centre.columns[j]); e++) {
                    phase.set(e, centre.columns[j], sign * ownPhase.get(e, j));
                    noise.set(e, centre.columns[j], sign * ownNoise.get(e, j));
                }
            }
        }
    }
}
