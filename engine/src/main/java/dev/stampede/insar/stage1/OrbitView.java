package dev.stampede.insar.stage1;

import dev.stampede.insar.artifacts.Bundle;
import dev.stampede.io.mat.Mat;
import dev.stampede.io.mat.MatValue;
import dev.stampede.io.text.KeyedText;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/// A stack of SNAP or GAMMA: angles and baselines follow from the orbit in the parameter file of the reference
/// image and the baseline vectors of the interferograms.
final class OrbitView implements StackView {
    private static final int NO_ROW = -1;

    private final StackFiles files;
    private final ImageGeometry image;
    private final StackDates dates;
    private ViewingAngles angles;

    private OrbitView(StackFiles files, ImageGeometry image, StackDates dates) {
        this.files = files;
        this.image = image;
        this.dates = dates;
    }

    static OrbitView read(Path patch, boolean smallBaseline) throws IOException {
        var files = StackFiles.read(patch);
        return new OrbitView(
                files,
                ImageGeometry.of(KeyedText.read(files.masterParameters())),
                smallBaseline
                        ? StackDates.smallBaseline(files.interferograms(), files.masterParameters())
                        : StackDates.singleMaster(files.interferograms()));
    }

    @Override
    public StackDates dates() {
        return dates;
    }

    @Override
    public int interferograms() {
        return files.interferograms().size();
    }

    @Override
    public double heading() {
        return image.heading();
    }

    @Override
    public ByteOrder order() {
        return ByteOrder.BIG_ENDIAN;
    }

    @Override
    public PhaseScale scale() {
        return PhaseScale.NONE;
    }

    @Override
    public SequencedMap<String, MatValue> parameters() {
        var parameters = new LinkedHashMap<String, MatValue>();
        parameters.put("heading", Mat.scalar(image.heading()));
        parameters.put("lambda", Mat.scalar(image.wavelength()));
        if (!image.platform().isEmpty()) {
            parameters.put("platform", Mat.text(image.platform()));
        }
        return parameters;
    }

    @Override
    public void angles(PatchLoad load, Bundle out) throws IOException {
        // COMPAT: a single-master set stores the incidence angle under the name of the look angle.
        var la = load.perPoint(
                dates.smallBaseline() ? angles(load).look() : angles(load).incidence());
        out.append("la1", new LinkedHashMap<>(Map.of("la", la)));
    }

    private ViewingAngles angles(PatchLoad load) {
        if (angles == null) {
            angles = ViewingAngles.of(
                    load.arena(), load.workers(), image, load.positions().column());
        }
        return angles;
    }

    @Override
    public void describe(SequencedMap<String, MatValue> ps) {
        ps.put("mean_incidence", Mat.scalar(angles.meanIncidence()));
        ps.put("mean_range", Mat.scalar(image.centreRange()));
    }

    @Override
    public Baselines baselines(Arena owner, PatchLoad load) throws IOException {
        var vectors = files.baselines(dates.filledSources());
        int n = load.candidates().count();
        var rows = load.rows();
        var rowOf = new int[n];
        Arrays.fill(rowOf, NO_ROW);
        for (int i = 0; i < rows.length; i++) {
            rowOf[rows[i]] = i;
        }
        var matrix = new BaselineMatrix(owner, !dates.smallBaseline(), rows.length, vectors.length);
        var mean = new double[vectors.length];
        var view = View.of(
                load.workers(), image, load.positions().line(), angles(load).look());
        load.workers().forBlocks(vectors.length, 1, () -> new double[rows.length], (column, from, to) -> {
            int ifg = (int) from;
            double sum = 0;
            for (int p = 0; p < n; p++) {
                double b = matrix.round(vectors[ifg].perpendicular(view.time[p], view.cos[p], view.sin[p]));
                sum += b;
                if (rowOf[p] != NO_ROW) {
                    column[rowOf[p]] = b;
                }
            }
            matrix.setColumn(ifg, column);
            mean[ifg] = sum / n;
        });
        return new Baselines(matrix.value(), withReference(load.arena(), mean));
    }

    /// What the baselines of a candidate depend on: the time of its line, s, and its look angle.
    private record View(double[] time, double[] cos, double[] sin) {
        private static final long BLOCK = 1 << 14;

        static View of(Workers workers, ImageGeometry image, int[] line, DoubleMatrix look) {
            int n = line.length;
            var view = new View(new double[n], new double[n], new double[n]);
            workers.forBlocks(n, BLOCK, (from, to) -> {
                for (int p = (int) from; p < to; p++) {
                    view.time[p] = image.time(line[p]);
                    view.cos[p] = Math.cos(look.get(p));
                    view.sin[p] = Math.sin(look.get(p));
                }
            });
            return view;
        }
    }

    private MatValue withReference(Arena arena, double[] mean) {
        if (dates.smallBaseline()) {
            return Mat.column(mean);
        }
        var all = FloatMatrix.allocate(arena, dates.ifgCount(), 1);
        for (int column = 0, ifg = 0; column < dates.ifgCount(); column++) {
            all.set(column, 0, dates.source()[column] == StackDates.MASTER ? 0 : (float) mean[ifg++]);
        }
        return Mat.of(all);
    }
}
