package dev.stampede.operators.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stampede.bindings.NativeLibrary;
import dev.stampede.bindings.gdal.GdalLibrary;
import dev.stampede.io.raster.GeoTiff;
import dev.stampede.operators.Rasters;
import dev.stampede.operators.RoundTrip;
import dev.stampede.operators.compositing.MaxNdviComposite;
import dev.stampede.operators.compositing.MedianComposite;
import dev.stampede.operators.compositing.NanPolicy;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.PipelineRun;
import dev.stampede.operators.core.Sequential;
import dev.stampede.operators.indices.AppendIndex;
import dev.stampede.operators.indices.NDVI;
import dev.stampede.operators.mask.ApplyMask;
import dev.stampede.operators.pixels.Band;
import dev.stampede.operators.pixels.Pixelwise;
import dev.stampede.operators.qa.MaskFromQABits;
import dev.stampede.operators.qa.MaskValid;
import dev.stampede.operators.radiometry.DNToReflectance;
import dev.stampede.operators.restore.GaussianDenoise;
import dev.stampede.operators.spectral.BandMath;
import dev.stampede.operators.spectral.ContinuumRemoval;
import dev.stampede.operators.spectral.SelectBands;
import dev.stampede.operators.spectral.SpectralSmoothing;
import dev.stampede.operators.viz.FalseColor;
import dev.stampede.raster.Affine;
import dev.stampede.raster.Attributes;
import dev.stampede.raster.Crs;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterSource;
import dev.stampede.raster.Window;
import dev.stampede.runtime.Cancellation;
import dev.stampede.runtime.Progress;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SegmentAllocator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What running tile by tile reads, tells and when it ends.
class TileRunnerTest {
    @TempDir
    Path folder;

    private final GeoRaster scene = Rasters.filled(DType.UINT16, new int[] {6, 40, 50}, i -> (i * 7919L) % 9973 + 1);

    @BeforeAll
    static void needsGdal() {
        assumeTrue(GdalLibrary.status() instanceof NativeLibrary.Loaded, "GDAL is not installed");
    }

    /// A raster that is read as a file is, and notes which bands.
    private record Noting(GeoRaster raster, Set<Integer> read) implements RasterSource {
        @Override
        public DType dtype() {
            return raster.dtype();
        }

        @Override
        public int[] shape() {
            return raster.shape();
        }

        @Override
        public Affine affine() {
            return raster.affine();
        }

        @Override
        public Crs crs() {
            return raster.crs();
        }

        @Override
        public OptionalDouble fill() {
            return raster.fill();
        }

        @Override
        public Attributes attributes() {
            return raster.attributes();
        }

        @Override
        public GeoRaster read(SegmentAllocator allocator, Window window, int[] bands) {
            for (int band = 0; window.pixels() > 1 && band < raster.bands(); band++) {
                if (bands == null || Arrays.stream(bands).boxed().toList().contains(band)) {
                    read.add(band);
                }
            }
            var seen = raster.read(allocator, window, bands);
            return new GeoRaster(
                    seen.values().copy(allocator), seen.affine(), seen.crs(), seen.fill(), seen.attributes());
        }
    }

    private static List<Operator<GeoRaster, GeoRaster>> pipelines() {
        Operator<GeoRaster, GeoRaster> ndvi = new NDVI(2, 4);
        return List.of(
                new DNToReflectance(1e-4, 0).then(ndvi),
                new BandMath("b1 / b5"),
                new SelectBands(SelectBands.of(3, 0, 5).indexes()).then(new NDVI(0, 2)),
                new ApplyMask(new MaskFromQABits(0, List.of(3), false)).then(ndvi),
                new AppendIndex(ndvi).then(new SelectBands(SelectBands.of(6, 1).indexes())),
                new ApplyMask(new MaskValid(OptionalDouble.of(17))).then(ndvi),
                new FalseColor(Band.of(5), Band.of(3), Band.of(5)));
    }

    private static final List<Set<Integer>> NEEDED = List.of(
            Set.of(2, 4),
            Set.of(1, 5),
            Set.of(3, 5),
            Set.of(0, 2, 4),
            Set.of(1, 2, 4),
            Set.of(0, 1, 2, 3, 4, 5), // any band may hold the invalid value
            Set.of(3, 5));

    @Test
    void bandsThePipelineDoesNotLookAtAreNotReadAndTheResultIsThatOfTheWholeScene() throws IOException {
        for (int i = 0; i < NEEDED.size(); i++) {
            var pipeline = pipelines().get(i);
            var source = new Noting(scene, new ConcurrentSkipListSet<>());
            var out = folder.resolve("bands" + i + ".tif");
            try (var workers = new Workers(2);
                    var arena = Arena.ofConfined()) {
                new TileRunner(workers, Progress.NONE)
                        .run(source, pipeline, out, new TileRunner.Layout(16, 16, Map.of()));
                var made = GeoTiff.read(arena, out.toString()).values();
                var expected = pipeline.apply(scene).values();

                assertThat(source.read()).as(pipeline.repr()).isEqualTo(NEEDED.get(i));
                assertThat(Rasters.values(made)).as(pipeline.repr()).isEqualTo(Rasters.values(expected));
            }
        }
    }

    @Test
    void spectraRunTileByTile() throws IOException {
        var pipeline = new SpectralSmoothing(SpectralSmoothing.Method.MOVING_AVERAGE, 3, 2)
                .then(new ContinuumRemoval(ContinuumRemoval.Method.CONVEX_HULL, Optional.empty()));
        var out = folder.resolve("spectra.tif");
        try (var workers = new Workers(2);
                var arena = Arena.ofConfined()) {
            new TileRunner(workers, Progress.NONE).run(scene, pipeline, out, new TileRunner.Layout(16, 16, Map.of()));

            assertThat(Rasters.values(GeoTiff.read(arena, out.toString()).values()))
                    .isEqualTo(Rasters.values(pipeline.apply(scene).values()));
        }
    }

    @Test
    void aPipelineThatSaysNothingAboutBandsNeedsAll() {
        var all = new BandMath("b0").then(new DNToReflectance(2, 1));

        assertThat(Pixelwise.bandsNeeded(all, scene).cardinality()).isEqualTo(1);
        assertThat(Pixelwise.bandsNeeded(new DNToReflectance(2, 1), scene).cardinality())
                .isEqualTo(6);
    }

    private ProcessTiles job(Path out) throws IOException {
        var file = folder.resolve("scene.tif");
        GeoTiff.write(scene, file, Map.of());
        return new ProcessTiles(file.toString(), new NDVI(2, 3), out, 16, 16, Map.of(), OptionalInt.of(2));
    }

    @Test
    void aRunIsToldOfEachTile() throws IOException {
        var told = new ArrayList<String>();
        var progress = new Progress() {
            @Override
            public synchronized void begin(String task, long units) {
                told.add(task + " " + units);
            }

            @Override
            public synchronized void advance(long units) {
                told.add("+" + units);
            }
        };

        PipelineRun.of(job(folder.resolve("told.tif")), progress, new Cancellation());

        assertThat(told.subList(0, 2)).containsExactly("pipeline 1", "tiles 12");
        assertThat(told.subList(2, 14)).containsOnly("+1");
        assertThat(told.subList(14, told.size())).containsExactly("pipeline 1", "+0", "+1");
    }

    @Test
    void aRunThatIsStoppedEndsBetweenTilesAndLeavesNoFile() throws IOException {
        var out = folder.resolve("stopped.tif");
        var stop = new Cancellation();
        var progress = new Progress() {
            @Override
            public void begin(String task, long units) {}

            @Override
            public void advance(long units) {
                stop.cancel();
            }
        };
        var job = job(out);

        assertThatThrownBy(() -> PipelineRun.of(job, progress, stop)).isInstanceOf(CancellationException.class);
        assertThat(out).doesNotExist();
    }

    private List<String> scenes() throws IOException {
        var files = new ArrayList<String>();
        for (int k = 0; k < 5; k++) {
            int scene = k;
            var values = Rasters.filled(
                    DType.FLOAT32,
                    new int[] {4, 40, 50},
                    i -> (i + scene) % 7 == 0 ? Double.NaN : (i * 31L + scene * 17L) % 101);
            var file = folder.resolve("scene" + k + ".tif");
            GeoTiff.write(values, file, Map.of());
            files.add(file.toString());
        }
        return files;
    }

    private CompositeTiles composite(List<String> files, Operator<List<GeoRaster>, Object> operator, Path out) {
        return new CompositeTiles(files, operator, out, 16, 16, Map.of(), OptionalInt.of(2));
    }

    @Test
    void aCompositeByTilesIsThatOfWholeScenes() throws IOException {
        var files = scenes();
        List<Operator<List<GeoRaster>, Object>> composites = List.of(
                new MedianComposite(NanPolicy.IGNORE, false),
                new MedianComposite(NanPolicy.PROPAGATE, false),
                new MaxNdviComposite(Band.of(2), Band.of(3), false, 1e-10),
                Sequential.of(new MedianComposite(NanPolicy.IGNORE, false), new NDVI(2, 3)));
        for (var operator : composites) {
            var out = folder.resolve("composite.tif");
            composite(files, operator, out).produce();
            try (var arena = Arena.ofConfined()) {
                var whole = new ArrayList<GeoRaster>();
                for (var file : files) {
                    whole.add(GeoTiff.read(arena, file));
                }
                var expected = (GeoRaster) operator.apply(whole);
                var made = GeoTiff.read(arena, out.toString());

                assertThat(made.dtype()).isEqualTo(expected.dtype());
                assertThat(made.sameExtent(expected)).isTrue();
                assertThat(Rasters.values(made.values()))
                        .as(operator.repr())
                        .isEqualTo(Rasters.values(expected.values()));
            }
        }
    }

    @Test
    void compositesThatCannotRunByTilesAreRefusedBeforeAnythingIsWritten() throws IOException {
        var out = folder.resolve("refused.tif");
        var files = scenes();
        var small = folder.resolve("small.tif");
        GeoTiff.write(Rasters.filled(DType.FLOAT32, new int[] {4, 40, 49}, i -> i), small, Map.of());
        var median = new MedianComposite(NanPolicy.IGNORE, false);

        assertThatThrownBy(() -> composite(files, new MedianComposite(NanPolicy.IGNORE, true), out)
                        .produce())
                .hasMessageContaining("MedianComposite gives more than the one raster");
        assertThatThrownBy(() -> composite(List.of(files.getFirst(), small.toString()), median, out)
                        .produce())
                .hasMessageContaining("[4, 40, 50]")
                .hasMessageContaining("[4, 40, 49]");
        assertThatThrownBy(() -> composite(files, Sequential.of(median, new GaussianDenoise(1)), out)
                        .produce())
                .hasMessageContaining("GaussianDenoise needs the whole scene");
        assertThatThrownBy(() -> composite(List.of(), median, out)).hasMessageContaining("at least one file");
        assertThatThrownBy(() -> {
                    try (var workers = new Workers(1)) {
                        new TileRunner(workers, Progress.NONE)
                                .run(scene, (Operator) median, out, TileRunner.Layout.USUAL);
                    }
                })
                .hasMessageContaining("CompositeTiles runs it");
        assertThat(out).doesNotExist();
        RoundTrip.assertComesBack(composite(List.of("a.tif", "b.tif"), median, Path.of("c.tif")));
    }

    @Test
    void valuesOfOptionsStayAsTheyAre() {
        assertThat(WriteGeoTIFF.options(Map.of("compress", "deflate", "Source_Icc_Profile", "aGVsbG8=")))
                .containsEntry("COMPRESS", "deflate")
                .containsEntry("SOURCE_ICC_PROFILE", "aGVsbG8=")
                .hasSize(2);
    }
}
