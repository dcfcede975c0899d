package dev.stampede.patcher.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stampede.bindings.NativeLibrary;
import dev.stampede.bindings.gdal.GdalLibrary;
import dev.stampede.bindings.hdf5.Hdf5Attributes;
import dev.stampede.bindings.hdf5.Hdf5Data;
import dev.stampede.bindings.hdf5.Hdf5Library;
import dev.stampede.bindings.hdf5.Hdf5Session;
import dev.stampede.bindings.hdf5.Hdf5Type;
import dev.stampede.io.labelled.CfTime;
import dev.stampede.io.labelled.Hdf5Labelled;
import dev.stampede.io.labelled.IndexRange;
import dev.stampede.io.labelled.LabelledArray;
import dev.stampede.io.labelled.LabelledRaster;
import dev.stampede.io.labelled.ZarrLabelled;
import dev.stampede.io.raster.FileSource;
import dev.stampede.io.raster.GeoTiff;
import dev.stampede.io.raster.ReprojectingSource;
import dev.stampede.io.raster.Warping;
import dev.stampede.io.vector.FieldType;
import dev.stampede.io.vector.VectorFeature;
import dev.stampede.io.vector.VectorLayer;
import dev.stampede.io.zarr.ZarrArray;
import dev.stampede.io.zarr.ZarrFormat;
import dev.stampede.io.zarr.ZarrGroup;
import dev.stampede.io.zarr.ZarrLayout;
import dev.stampede.io.zarr.ZarrRaster;
import dev.stampede.io.zarr.ZarrSource;
import dev.stampede.patcher.Boundary;
import dev.stampede.patcher.PatchSize;
import dev.stampede.patcher.Patcher;
import dev.stampede.patcher.RasterGrid;
import dev.stampede.patcher.Rectangular;
import dev.stampede.patcher.aggregation.OverlapAddition;
import dev.stampede.patcher.geometry.KnnGraph;
import dev.stampede.patcher.geometry.Metric;
import dev.stampede.patcher.geometry.PointSet;
import dev.stampede.patcher.geometry.PolygonIntersection;
import dev.stampede.patcher.geometry.RadiusGraph;
import dev.stampede.patcher.sampler.MapPoint;
import dev.stampede.patcher.sampler.RegularStride;
import dev.stampede.patcher.window.Triangular;
import dev.stampede.raster.Affine;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.Attributes;
import dev.stampede.raster.Bounds;
import dev.stampede.raster.Crs;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterSource;
import dev.stampede.raster.Resampling;
import dev.stampede.raster.Window;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.io.WKTReader;

class FieldsTest {
    private final Arena arena = Arena.ofShared();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        arena.close();
    }

    private GeoRaster scene() {
        var random = new Random(11);
        var values = ArrayView.allocate(arena, DType.FLOAT32, 44, 57);
        for (int r = 0; r < 44; r++) {
            for (int c = 0; c < 57; c++) {
                values.set(random.nextFloat(), r, c);
            }
        }
        return new GeoRaster(
                values,
                Affine.northUp(500_000, 4_200_000, 10, 10),
                new Crs("EPSG:32610"),
                OptionalDouble.of(Double.NaN),
                Attributes.NONE);
    }

    private static double[] centres(int n, double first, double step) {
        return IntStream.range(0, n).mapToDouble(i -> first + i * step).toArray();
    }

    private LabelledArray labelled(GeoRaster scene) {
        return new LabelledArray(
                "values",
                List.of("y", "x"),
                scene.values(),
                Map.of("y", centres(44, 4_199_995, -10), "x", centres(57, 500_005, 10)),
                Map.of("crs", "EPSG:32610"));
    }

    private void writeHdf5(Path file, GeoRaster scene) throws Exception {
        var array = labelled(scene);
        try (var session = Hdf5Session.begin()) {
            long h5 = session.createFile(file, 0);
            var data = new Hdf5Data(session);
            var attributes = new Hdf5Attributes(session);
            for (var dim : array.dims()) {
                var numbers = array.coords().get(dim);
                long scale = data.create(
                        h5, dim, Hdf5Type.F64, false, new long[] {numbers.length}, Hdf5Data.Layout.ONE_PIECE);
                data.write(
                        scale,
                        Hdf5Type.F64,
                        Hdf5Data.Part.WHOLE,
                        null,
                        null,
                        arena.allocateFrom(java.lang.foreign.ValueLayout.JAVA_DOUBLE, numbers));
                attributes.putText(scale, "CLASS", "DIMENSION_SCALE");
            }
            long values =
                    data.create(h5, "values", Hdf5Type.F32, false, new long[] {44, 57}, Hdf5Data.Layout.ONE_PIECE);
            data.write(
                    values,
                    Hdf5Type.F32,
                    Hdf5Data.Part.WHOLE,
                    null,
                    null,
                    scene.values().segment());
            attributes.putText(values, "crs", "EPSG:32610");
            session.closeFile(h5);
        }
    }

    /// Equal results where data are equal: one patcher over carrier, labelled array, file, stores and HDF5.
    @Test
    void onePatcherGivesTheSameOverEveryFieldOfTheSameData() throws Exception {
        var scene = scene();
        var fields = new ArrayList<RasterSource>();
        fields.add(LabelledRaster.of(labelled(scene), Crs.NONE));
        for (var format : ZarrFormat.values()) {
            var store = folder.resolve(format + ".zarr");
            ZarrRaster.write(store, "", "values", scene, ZarrRaster.layout(format, scene, List.of(16, 16)));
            ZarrGroup.create(store, "", format);
            for (var coordinate : labelled(scene).coords().entrySet()) {
                int n = coordinate.getValue().length;
                ZarrArray.create(
                                store.resolve(coordinate.getKey()),
                                ZarrLayout.of(format, DType.FLOAT64, new int[] {n}, new int[] {n})
                                        .withDims(List.of(coordinate.getKey())))
                        .write(
                                new int[1],
                                ArrayView.of(
                                        arena.allocateFrom(
                                                java.lang.foreign.ValueLayout.JAVA_DOUBLE, coordinate.getValue()),
                                        DType.FLOAT64,
                                        n));
            }
            fields.add(ZarrSource.open(store.resolve("values")));
            fields.add(LabelledRaster.of(ZarrLabelled.open(store, "values"), Crs.NONE));
        }
        if (Hdf5Library.status() instanceof NativeLibrary.Loaded) {
            writeHdf5(folder.resolve("a.nc"), scene);
            assertThat(Hdf5Labelled.variables(folder.resolve("a.nc"))).containsExactly("values");
            fields.add(LabelledRaster.of(Hdf5Labelled.open(folder.resolve("a.nc"), "values"), Crs.NONE));
        }
        FileSource file = null;
        if (GdalLibrary.status() instanceof NativeLibrary.Loaded) {
            GeoTiff.write(scene, folder.resolve("a.tif"), Map.of());
            file = FileSource.open(folder.resolve("a.tif").toString());
        }
        var patcher = new Patcher(
                new Rectangular(PatchSize.of(16), Boundary.DROP),
                RegularStride.of(7),
                new Triangular(4),
                new OverlapAddition(true, Double.NaN));
        var expected = patcher.merge(arena, patcher.split(scene).readAll(arena), RasterGrid.of(scene));

        for (var field : fields) {
            assertThat(field.affine()).isEqualTo(scene.affine());
            assertThat(field.crs()).isEqualTo(scene.crs());
            var actual = patcher.merge(arena, patcher.split(field).readAll(arena), RasterGrid.of(field));
            assertThat(actual.values().contentEquals(expected.values())).isTrue();
        }
        if (file != null) {
            var actual = patcher.merge(arena, patcher.split(file).readAll(arena), RasterGrid.of(file));
            assertThat(actual.band(0).contentEquals(expected.values())).isTrue();
            file.close();
        }
        var labelled = labelled(scene);
        var boxes = new LabelledPatcher(Map.of("y", 16, "x", 16), Map.of("y", 7, "x", 7), new Triangular(4));
        var patches = boxes.over(labelled).readAll(arena, Field.labelled(labelled));
        var merged = boxes.merge(arena, patches, labelled, Double.NaN);
        assertThat(patches).hasSize(patcher.anchors(RasterGrid.of(scene)).size());
        for (int r = 0; r < 44; r++) {
            for (int c = 0; c < 57; c++) {
                assertEquals(expected.values().get(r, c), merged.values().get(r, c), 1e-12);
            }
        }
    }

    /// P1: disjoint tiles by index are the scene.
    @Test
    void p1ResultsByIndexAreTheSceneAgain() {
        var scene = scene();
        var labelled = labelled(scene);
        var patcher = new LabelledPatcher(Map.of("y", 11, "x", 19), Map.of("y", 11, "x", 19), new Triangular(1));

        var byIndex = new ByIndex<GridBox, LabelledArray>()
                .merge(patcher.over(labelled).view(Field.labelled(labelled)));

        assertThat(byIndex).hasSize(12);
        var seen = new int[44][57];
        byIndex.forEach((box, data) -> {
            var y = box.ranges().get("y");
            var x = box.ranges().get("x");
            for (int r = 0; r < y.length(); r++) {
                for (int c = 0; c < x.length(); c++) {
                    seen[y.from() + r][x.from() + c]++;
                    assertThat(data.values().get(r, c)).isEqualTo(scene.values().get(y.from() + r, x.from() + c));
                }
            }
            assertThat(data.coords().get("y")[0]).isEqualTo(labelled.coords().get("y")[y.from()]);
        });
        for (var row : seen) {
            assertThat(row).containsOnly(1);
        }
    }

    @Test
    void labelledArraysNameWhatDoesNotFit() {
        var labelled = labelled(scene());

        assertThatThrownBy(() -> labelled.select(arena, Map.of("time", new IndexRange(0, 1))))
                .hasMessageContaining("has no axis time; it has [y, x]");
        assertThatThrownBy(() -> labelled.select(arena, Map.of("y", new IndexRange(40, 45))))
                .hasMessageContaining("lies outside the 44");
        assertThatThrownBy(
                        () -> new LabelledPatcher(Map.of("y", 60), Map.of("y", 1), new Triangular(1)).boxes(labelled))
                .hasMessageContaining("does not fit");
        assertThat(CfTime.instants(new double[] {0, 1.5}, "days since 2020-02-28"))
                .containsExactly(Instant.parse("2020-02-28T00:00:00Z"), Instant.parse("2020-02-29T12:00:00Z"));
        assertThatThrownBy(() -> CfTime.instants(new double[1], "months since 2020-01-01"))
                .hasMessageContaining("months is not a unit of fixed length");
    }

    private static PointSet circle(int n) {
        var random = new Random(2);
        return new PointSet(
                random.doubles(n, 0, 100).toArray(), random.doubles(n, 0, 100).toArray());
    }

    /// P11: neighbours of a radius graph are mutual, the nearest of a point is itself.
    @Test
    void p11PointsAndTheirNeighbours() {
        var points = circle(200);
        var numbers = centres(200, 0, 1);
        var field = new PointField(points, Map.of("number", numbers));
        var nodes = IntStream.range(0, 200).boxed().toList();

        var near = new FieldPatcher<>(Selection.nodes(new RadiusGraph(12, Metric.EUCLIDEAN), points), nodes)
                .readAll(arena, field);
        var self = new FieldPatcher<>(Selection.nodes(new KnnGraph(1, Metric.EUCLIDEAN), points), nodes).view(field);

        for (var patch : near) {
            for (int other : patch.indices()) {
                assertThat(near.get(other).indices()).contains(patch.anchor());
            }
            assertThat(patch.data().columns().get("number"))
                    .containsExactly(
                            patch.indices().stream().mapToDouble(i -> i).toArray());
        }
        for (int i = 0; i < 200; i++) {
            assertThat(self.get(i).indices()).containsExactly(i);
        }
        var degrees = new Learned<Integer, PointField, Integer>(all ->
                        all.stream().mapToInt(p -> p.data().points().size()).sum())
                .merge(near);
        assertThat(degrees).isGreaterThan(200);
    }

    /// P8, on points: no two of those kept are nearer than asked, and every other is near to one.
    @Test
    void p8ThinnedPointsKeepTheirDistance() {
        var points = circle(300);

        for (var metric : Metric.values()) {
            double distance = metric == Metric.EUCLIDEAN ? 9 : 900;
            var kept = points.thinned(distance, metric, 5);
            assertThat(kept)
                    .isEqualTo(points.thinned(distance, metric, 5))
                    .isNotEqualTo(points.thinned(distance, metric, 6));
            var near = new RadiusGraph(distance * (1 - 1e-9), metric).over(points);
            for (int i = 0; i < 300; i++) {
                var there = near.aroundNode(i).stream().filter(kept::contains).toList();
                assertThat(there).isNotEmpty();
                if (kept.contains(i)) {
                    assertThat(there).containsExactly(i);
                }
            }
        }
    }

    private static VectorLayer layer() throws Exception {
        var reader = new WKTReader();
        var features = new ArrayList<VectorFeature>();
        for (int row = 0; row < 4; row++) {
            for (int col = 0; col < 5; col++) {
                features.add(new VectorFeature(
                        reader.read("POLYGON ((%d %d, %d %d, %d %d, %d %d, %d %d))"
                                .formatted(col, row, col + 1, row, col + 1, row + 1, col, row + 1, col, row)),
                        Map.of("number", (long) (row * 5 + col), "text", "t")));
            }
        }
        features.add(new VectorFeature(null, Map.of()));
        return new VectorLayer(
                "cells", "EPSG:32610", Map.of("number", FieldType.INTEGER, "text", FieldType.TEXT), features);
    }

    @Test
    void polygonsCirclesAndNeighboursSelectFeatures() throws Exception {
        var field = new VectorField(layer());
        var polygons = new PolygonIntersection(List.of("POLYGON ((0.2 0.2, 1.8 0.2, 1.8 0.8, 0.2 0.8, 0.2 0.2))"));

        var patch = new FieldPatcher<>(field.meeting(polygons), List.of(0))
                .readAll(arena, field)
                .getFirst();

        assertThat(patch.indices()).containsExactly(0, 1);
        assertThat(patch.data()).extracting(f -> f.fields().get("number")).containsExactly(0L, 1L);
        assertThat(field.meeting(new RadiusGraph(0.6, Metric.EUCLIDEAN)).indices(new MapPoint(2.5, 1.5)))
                .containsExactly(2, 6, 7, 8, 12);
        assertThatThrownBy(() -> field.meeting(new RadiusGraph(1, Metric.HAVERSINE)))
                .hasMessageContaining("metric is haversine");
        assertThatThrownBy(field::asPoints).hasMessageContaining("feature 20 of layer cells has no shape");
        var whole = new VectorField(new VectorLayer(
                "cells",
                "EPSG:32610",
                field.layer().fields(),
                field.layer().features().subList(0, 20)));
        var centres = whole.asPoints();
        assertThat(centres.points().x()[7]).isEqualTo(2.5);
        assertThat(centres.columns()).containsOnlyKeys("number");
        assertThat(whole.nearest(new KnnGraph(1, Metric.EUCLIDEAN)).indices(new MapPoint(2.4, 1.6)))
                .containsExactly(7);
    }

    @Test
    void aViewIsAListThatThreadsMayReadAndShuffle() throws Exception {
        var scene = scene();
        var patcher = new Patcher(
                new Rectangular(PatchSize.of(8), Boundary.DROP),
                RegularStride.of(8),
                new Triangular(4),
                new OverlapAddition());
        var reader = patcher.split(scene);
        var view = reader.view();

        var sums = IntStream.range(0, view.size())
                .parallel()
                .mapToDouble(i -> view.get(i).data().values().get(3, 4))
                .toArray();

        assertThat(view).hasSize(reader.size());
        for (int i = 0; i < sums.length; i++) {
            var anchor = reader.anchors().get(i);
            assertThat(sums[i]).isEqualTo(scene.values().get(anchor.row() + 3, anchor.col() + 4));
        }
        var shuffled = view.shuffled(4);
        assertThat(shuffled.stream().map(p -> p.anchor()).toList())
                .containsExactlyInAnyOrderElementsOf(reader.anchors())
                .isNotEqualTo(reader.anchors())
                .isEqualTo(view.shuffled(4).stream().map(p -> p.anchor()).toList());
        assertThat(view.batches(10)).hasSize(Math.ceilDiv(view.size(), 10));
        assertThatThrownBy(() -> view.get(view.size())).isInstanceOf(IndexOutOfBoundsException.class);
    }

    /// A chunk of a warped view holds what warping all of it gives.
    @Test
    void windowsOfAnotherGridAreThoseOfTheWholeWarped() throws Exception {
        assumeTrue(GdalLibrary.status() instanceof NativeLibrary.Loaded, "GDAL is not installed");
        var scene = scene();
        var target =
                new Warping.Target(new Crs("EPSG:32610"), new Bounds(499_900, 4_199_500, 500_660, 4_200_090), 152, 118);
        var whole = Warping.onto(arena, scene, target, Resampling.BILINEAR);

        var source = new ReprojectingSource(scene, target, Resampling.BILINEAR);

        assertThat(source.affine()).isEqualTo(whole.affine());
        for (var window : List.of(new Window(0, 0, 152, 118), new Window(60, 40, 31, 22), new Window(-5, -5, 12, 12))) {
            var part = source.read(arena, window);
            assertThat(part.affine()).isEqualTo(whole.affine().at(window.col(), window.row()));
            for (int r = 0; r < window.height(); r++) {
                for (int c = 0; c < window.width(); c++) {
                    int row = window.row() + r;
                    int col = window.col() + c;
                    double expected =
                            row < 0 || col < 0 ? Double.NaN : whole.values().get(row, col);
                    assertEquals(expected, part.values().get(r, c), 1e-6, row + ", " + col);
                }
            }
        }
    }
}
