package dev.stampede.insar.stage1;

import dev.stampede.insar.artifacts.Bundle;
import dev.stampede.insar.artifacts.MissingArtifactException;
import dev.stampede.insar.model.StackTexts;
import dev.stampede.io.mat.Mat;
import dev.stampede.io.mat.MatValue;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/// A stack of Doris or ISCE: dates and baselines come from short texts, angles and baselines per point from
/// grids or rasters.
///
/// Doris gives look angles and baselines on a grid at heights 0 and 1000 m; a single-master set uses both, a
/// small-baseline set those at 0 m for its baselines. ISCE gives incidence (or look) angles as a raster of the
/// image's size, and baselines as rasters of that size or coarser. Without grids every point has the mean
/// baseline.
final class GridView implements StackView {
    private final boolean isce;
    private final StackTexts texts;
    private final StackLists lists;
    private final IsceRasters rasters;
    private final double heading;
    private final double[] constants;
    private final int width;
    private final int length;
    private final SequencedMap<String, MatValue> parameters = new LinkedHashMap<>();

    private GridView(Path patch, boolean isce, boolean smallBaseline) throws IOException {
        this.isce = isce;
        texts = new StackTexts(patch.toAbsolutePath().normalize(), 3);
        width = StackTexts.count(texts.require("width.txt", StackLists.MAKER));
        length = StackTexts.count(texts.require("len.txt", StackLists.MAKER));
        lists = StackLists.read(patch, texts, smallBaseline);
        rasters = new IsceRasters(texts, width, length);
        constants = smallBaseline ? new double[0] : AmplitudeConstants.read(texts.find("calamp.out"), lists);
        heading = StackTexts.number(texts.require(StackTexts.HEADING, StackLists.MAKER));
        parameters.put("heading", Mat.scalar(heading));
        parameters.put("lambda", Mat.scalar(StackTexts.number(texts.require(StackTexts.WAVELENGTH, StackLists.MAKER))));
        var oversampling = texts.find(StackTexts.OVERSAMPLING);
        if (!isce && oversampling.isPresent()) {
            parameters.put("slc_osf", Mat.scalar(StackTexts.number(oversampling.get())));
        }
    }

    static GridView read(Path patch, boolean isce, boolean smallBaseline) throws IOException {
        return new GridView(patch, isce, smallBaseline);
    }

    @Override
    public StackDates dates() {
        return lists.dates();
    }

    @Override
    public int interferograms() {
        return lists.interferograms().size();
    }

    @Override
    public double heading() {
        return heading;
    }

    @Override
    public ByteOrder order() {
        return ByteOrder.LITTLE_ENDIAN;
    }

    @Override
    public PhaseScale scale() {
        return dates().smallBaseline() ? PhaseScale.UNIT : PhaseScale.by(constants);
    }

    @Override
    public SequencedMap<String, MatValue> parameters() {
        return parameters;
    }

    @Override
    public void describe(SequencedMap<String, MatValue> ps) {
        ps.put(
                "day_ix",
                Mat.column(Arrays.stream(lists.line())
                        .filter(k -> k != StackDates.MASTER)
                        .mapToDouble(k -> k + 1)
                        .toArray()));
        if (!dates().smallBaseline()) {
            ps.put(
                    "calconst",
                    Mat.column(Arrays.stream(lists.line())
                            .filter(k -> k != StackDates.MASTER)
                            .mapToDouble(k -> constants[k])
                            .toArray()));
        }
    }

    @Override
    public void angles(PatchLoad load, Bundle out) throws IOException {
        if (isce) {
            var incidence = rasters.find("inc_angle.raw");
            var look = rasters.find("look_angle.raw");
            if (incidence.isPresent()) {
                out.append("inc1", new LinkedHashMap<>(Map.of("inc", rasters.angles(incidence.get(), load))));
            } else if (look.isPresent()) {
                out.append("la1", new LinkedHashMap<>(Map.of("la", rasters.angles(look.get(), load))));
            }
            return;
        }
        var grid = texts.find(StackTexts.LOOK_ANGLES);
        if (grid.isPresent()) {
            var angles = TwoHeights.read(grid.get(), width, length);
            var height = heights(load);
            var la = DoubleMatrix.allocate(load.arena(), load.psCount(), 1);
            for (int i = 0; i < load.psCount(); i++) {
                int p = load.rows()[i];
                la.set(i, Math.toRadians(angles.at(line(load, p), column(load, p), height.get(p))));
            }
            out.append("la1", new LinkedHashMap<>(Map.of("la", Mat.of(la))));
        }
    }

    private DoubleMatrix heights(PatchLoad load) throws IOException {
        return load.candidates()
                .heights(load.arena())
                .orElseThrow(() -> new MissingArtifactException(
                        load.candidates().folder().resolve("pscands.1.hgt"),
                        "grids of angles and baselines need heights; " + StackLists.MAKER));
    }

    private static int line(PatchLoad load, int candidate) {
        return load.positions().line()[candidate];
    }

    private static int column(PatchLoad load, int candidate) {
        return load.positions().column()[candidate];
    }

    @Override
    public Baselines baselines(Arena owner, PatchLoad load) throws IOException {
        var perImage = perImage(load);
        var pairs = dates().pairs();
        int columns = pairs == null ? dates().day().length - 1 : pairs.length;
        var matrix = FloatMatrix.allocate(owner, load.psCount(), columns);
        if (pairs == null) {
            load.workers().forBlocks(columns, 1, () -> new float[load.psCount()], (values, from, to) -> {
                int column = (int) from;
                int image = column < dates().masterIndex() ? column : column + 1;
                perImage.read(image, values);
                for (int i = 0; i < values.length; i++) {
                    matrix.set(i, column, values[i]);
                }
            });
            return new Baselines(Mat.of(matrix), Mat.column(lists.baseline()));
        }
        var mean = new double[columns];
        for (int f = 0; f < columns; f++) {
            mean[f] = lists.baseline()[pairs[f][1]] - lists.baseline()[pairs[f][0]];
        }
        load.workers().forBlocks(columns, 1, () -> new float[2][load.psCount()], (values, from, to) -> {
            int f = (int) from;
            perImage.read(pairs[f][0], values[0]);
            perImage.read(pairs[f][1], values[1]);
            for (int i = 0; i < values[0].length; i++) {
                matrix.set(i, f, values[1][i] - values[0][i]);
            }
        });
        return new Baselines(Mat.of(matrix), Mat.column(mean));
    }

    /// Fills the baselines of one image for the points, m; safe for several threads.
    private interface ImageBaselines {
        void read(int image, float[] values) throws IOException;
    }

    private ImageBaselines perImage(PatchLoad load) throws IOException {
        int some = dates().masterIndex() == 0 ? 1 : 0;
        if (isce && rasters.baselines(lists.imageName(some)).isPresent()) {
            return (image, values) -> {
                if (image == dates().masterIndex()) {
                    Arrays.fill(values, 0);
                } else {
                    rasters.sampleBaselines(lists.imageName(image), load, values);
                }
            };
        }
        if (!isce && texts.find(StackTexts.baselineGrid(lists.imageName(some))).isPresent()) {
            boolean atSeaLevel = dates().smallBaseline();
            var height = atSeaLevel ? null : heights(load);
            return (image, values) -> {
                if (image == dates().masterIndex()) {
                    Arrays.fill(values, 0);
                    return;
                }
                var name = StackTexts.baselineGrid(lists.imageName(image));
                var grid = TwoHeights.read(texts.require(name, StackLists.MAKER), width, length);
                for (int i = 0; i < values.length; i++) {
                    int p = load.rows()[i];
                    values[i] = (float) grid.at(line(load, p), column(load, p), atSeaLevel ? 0 : height.get(p));
                }
            };
        }
        return (image, values) -> Arrays.fill(values, (float) lists.baseline()[image]);
    }
}
