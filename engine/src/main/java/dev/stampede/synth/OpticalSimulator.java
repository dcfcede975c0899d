package dev.stampede.synth;

import dev.stampede.io.WholeFile;
import dev.stampede.io.json.Json;
import dev.stampede.io.raster.RasterInfo;
import dev.stampede.io.raster.RasterWriter;
import dev.stampede.raster.Affine;
import dev.stampede.raster.DType;
import dev.stampede.raster.Window;
import dev.stampede.runtime.Progress;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/// Writes simulated optical scenes:
///
/// | file | holds |
/// |---|---|
/// | `scenes/S2_YYYYMMDD.tif` | B02 B03 B04 B08 B11 B12, uint16, reflectance = 1e-4 x number, 0 = no data |
/// | `scl/SCL_YYYYMMDD.tif` | classes of Sentinel-2's scene classification on the same grid, uint8 |
/// | `archive/S2_YYYYMMDD_tXX.tif` | the scenes again, cut into tiles, when an archive is asked for |
/// | `dem.tif` | heights, m, float32 |
/// | `points.geojson`, `polygons.geojson` | seeded places and areas in longitude and latitude |
/// | `cube.tif` | daily NDVI of a small region, one band a day: season, trend and noise |
/// | `truth.json` | what was simulated: options, pixels of each class, area burnt |
///
/// Scenes are made in blocks, each by one thread with its own memory: memory follows from the number of
/// threads and not from the size, and the files do not depend on either.
public final class OpticalSimulator {
    /// Side of a block, pixels: a block of all bands and its scratch take about 5 MB.
    private static final int BLOCK = 512;

    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;

    private final OpticalOptions options;
    private final Ground ground;

    public OpticalSimulator(OpticalOptions options) {
        this.options = options;
        this.ground = new Ground(options);
    }

    /// What was written.
    ///
    /// @param folder where
    /// @param scenes one per date
    /// @param files  how many files
    public record Report(Path folder, List<Scene> scenes, int files) {
        /// Hectares with more than half of the ground charred at the last date.
        public double burntHectares() {
            return scenes.getLast().burntHectares();
        }
    }

    /// One date.
    ///
    /// @param date          of the scene
    /// @param file          bands
    /// @param classes       scene classification
    /// @param cloudShare    share of pixels that are clouds or cirrus
    /// @param shadowShare   share of pixels in shadow of clouds
    /// @param waterShare    share of pixels that are clear water
    /// @param burntHectares area with more than half of the ground charred, ha; clouds may hide it
    public record Scene(
            LocalDate date,
            Path file,
            Path classes,
            double cloudShare,
            double shadowShare,
            double waterShare,
            double burntHectares) {}

    /// Writes everything below `folder`, which is created.
    /// @throws IOException if GDAL is missing or a file cannot be written
    public Report run(Path folder, Workers workers, Progress progress) throws IOException {
        var windows = blocks();
        progress.begin("blocks", (long) windows.size() * (options.dates() + 1));
        var scenes = new ArrayList<Scene>();
        for (int date = 0; date < options.dates(); date++) {
            scenes.add(scene(folder, date, windows, workers, progress));
        }
        dem(folder.resolve("dem.tif"), windows, workers, progress);
        int files = 2 * options.dates() + options.dates() * options.tiles() * options.tiles() + 4;
        var places = new OpticalPlaces(options, ground);
        places.write(folder);
        if (options.cubeDays() > 0) {
            new OpticalCube(options).write(folder.resolve("cube.tif"));
            files++;
        }
        var report = new Report(folder, List.copyOf(scenes), files);
        WholeFile.write(folder.resolve("truth.json"), Json.text(truth(report)));
        return report;
    }

    /// Blocks that each lie within one tile of the archive.
    private List<Window> blocks() {
        var blocks = new ArrayList<Window>();
        int n = Math.max(1, options.tiles());
        for (int tile = 0; tile < n * n; tile++) {
            var area = tile(tile, n);
            for (int row = area.row(); row < area.endRow(); row += BLOCK) {
                for (int col = area.col(); col < area.endCol(); col += BLOCK) {
                    blocks.add(new Window(
                            col, row, Math.min(BLOCK, area.endCol() - col), Math.min(BLOCK, area.endRow() - row)));
                }
            }
        }
        return blocks;
    }

    private Window tile(int index, int n) {
        int left = edge(index % n, n, options.width());
        int top = edge(index / n, n, options.height());
        return new Window(
                left,
                top,
                edge(index % n + 1, n, options.width()) - left,
                edge(index / n + 1, n, options.height()) - top);
    }

    private static int edge(int i, int n, int length) {
        return (int) ((long) i * length / n);
    }

    private Scene scene(Path folder, int date, List<Window> windows, Workers workers, Progress progress)
            throws IOException {
        var scene = new OpticalScene(options, ground, date);
        String day = DAY.format(options.date(date));
        var file = folder.resolve("scenes").resolve("S2_" + day + ".tif");
        var classes = folder.resolve("scl").resolve("SCL_" + day + ".tif");
        int bands = OpticalBand.ALL.length;
        var numbers = IntStream.rangeClosed(1, bands).toArray();
        try (var writer = bandsFile(file, Window.of(options.width(), options.height()));
                var classWriter = RasterWriter.create(classes, info(1, DType.UINT8, List.of("SCL")), Map.of());
                var archive = new Archive(folder, day)) {
            workers.forBlocks(windows.size(), 1, (from, to) -> {
                var window = windows.get((int) from);
                try (var memory = Arena.ofConfined()) {
                    MemorySegment dn = memory.allocate(2L * bands * window.pixels(), 64);
                    MemorySegment scl = memory.allocate(window.pixels(), 64);
                    scene.fill(window, dn, scl);
                    writer.write(window, numbers, DType.UINT16, dn);
                    classWriter.write(window, new int[] {1}, DType.UINT8, scl);
                    archive.write(window, numbers, dn);
                }
                progress.advance(1);
            });
            writer.publish();
            classWriter.publish();
            archive.publish();
        }
        return report(scene, file, classes);
    }

    /// The tiles of one date, all open while the scene is made.
    private final class Archive implements AutoCloseable {
        private final List<RasterWriter> writers = new ArrayList<>();
        private final List<Window> areas = new ArrayList<>();

        Archive(Path folder, String day) throws IOException {
            try {
                for (int i = 0; i < options.tiles() * options.tiles(); i++) {
                    var area = tile(i, options.tiles());
                    String name = String.format(Locale.ROOT, "S2_%s_t%02d.tif", day, i);
                    areas.add(area);
                    writers.add(bandsFile(folder.resolve("archive").resolve(name), area));
                }
            } catch (IOException | RuntimeException e) {
                close();
                throw e;
            }
        }

        void write(Window window, int[] bands, MemorySegment pixels) throws IOException {
            for (int i = 0; i < areas.size(); i++) {
                if (areas.get(i).contains(window)) {
                    var area = areas.get(i);
                    writers.get(i).write(window.relativeTo(area.col(), area.row()), bands, DType.UINT16, pixels);
                }
            }
        }

        void publish() throws IOException {
            for (var writer : writers) {
                writer.publish();
            }
        }

        @Override
        public void close() throws IOException {
            IOException first = null;
            for (var writer : writers.reversed()) { // the first made the folder
                try {
                    writer.close();
                } catch (IOException e) {
                    first = first == null ? e : first;
                }
            }
            if (first != null) {
                throw first;
            }
        }
    }

    private RasterWriter bandsFile(Path file, Window area) throws IOException {
        var info = RasterInfo.of(
                        area.width(),
                        area.height(),
                        OpticalBand.ALL.length,
                        DType.UINT16,
                        OpticalScene.grid(options).at(area.col(), area.row()),
                        options.crs(),
                        OptionalDouble.of(0))
                .withBandNames(OpticalBand.names());
        return RasterWriter.create(file, info, Map.of());
    }

    private RasterInfo info(int bands, DType type, List<String> names) {
        Affine grid = OpticalScene.grid(options);
        var noData = type == DType.UINT8 ? OptionalDouble.of(0) : OptionalDouble.empty();
        return RasterInfo.of(options.width(), options.height(), bands, type, grid, options.crs(), noData)
                .withBandNames(names);
    }

    private void dem(Path file, List<Window> windows, Workers workers, Progress progress) throws IOException {
        try (var writer = RasterWriter.create(file, info(1, DType.FLOAT32, List.of("elevation")), Map.of())) {
            workers.forBlocks(windows.size(), 1, (from, to) -> {
                var window = windows.get((int) from);
                try (var memory = Arena.ofConfined()) {
                    var heights = memory.allocate(4 * window.pixels(), 64);
                    OpticalPlaces.heights(ground, window, heights);
                    writer.write(window, new int[] {1}, DType.FLOAT32, heights);
                }
                progress.advance(1);
            });
            writer.publish();
        }
    }

    private Scene report(OpticalScene scene, Path file, Path classes) {
        double pixels = (double) options.width() * options.height();
        long clouds = scene.pixelsOf(SceneClass.CLOUD_MEDIUM.number())
                + scene.pixelsOf(SceneClass.CLOUD_HIGH.number())
                + scene.pixelsOf(SceneClass.THIN_CIRRUS.number());
        return new Scene(
                options.date(scene.date()),
                file,
                classes,
                clouds / pixels,
                scene.pixelsOf(SceneClass.CLOUD_SHADOW.number()) / pixels,
                scene.pixelsOf(SceneClass.WATER.number()) / pixels,
                scene.burntPixels() * options.pixelSize() * options.pixelSize() / 10_000);
    }

    private Map<String, Object> truth(Report report) {
        Map<String, Object> truth = new LinkedHashMap<>();
        truth.put("seed", options.seed());
        truth.put("width", options.width());
        truth.put("height", options.height());
        truth.put("pixel_size_m", options.pixelSize());
        truth.put("crs", options.crs());
        truth.put("bands", OpticalBand.names());
        truth.put("scale", 1e-4);
        List<Map<String, Object>> scenes = new ArrayList<>();
        for (var scene : report.scenes()) {
            scenes.add(document(scene));
        }
        truth.put("scenes", scenes);
        return truth;
    }

    /// A scene in plain values.
    public static Map<String, Object> document(Scene scene) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("date", scene.date().toString());
        row.put("file", scene.file().getFileName().toString());
        row.put("cloud_share", scene.cloudShare());
        row.put("shadow_share", scene.shadowShare());
        row.put("water_share", scene.waterShare());
        row.put("burnt_ha", scene.burntHectares());
        return row;
    }
}
