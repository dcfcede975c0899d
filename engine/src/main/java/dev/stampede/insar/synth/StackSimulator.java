package dev.stampede.insar.synth;

import dev.stampede.runtime.Progress;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Writes a simulated export, as the SNAP and GAMMA export scripts lay it out, and its truth.
///
/// ```
/// rslc/D.rslc(.par)  diff0/M_S.diff .base         single master
/// SMALL_BASELINES/D1_D2/{D1,D2}.rslc(.par), D1_D2.diff .base
/// geo/M.lon .lat  geo/M_dem.rdc                   (SNAP names the height elevation_dem.rdc; both end in dem.rdc)
/// truth/truth.mat
/// ```
///
/// Lines are simulated in blocks, each by one thread with its own memory; a pixel's numbers depend on the seed and
/// its position only, so the files are the same for any number of threads. All rasters are big-endian.
public final class StackSimulator {
    /// Sample memory of one block, bytes; with the per-pixel state it stays in reach of any machine.
    private static final long BLOCK_BYTES = 48L << 20;

    private final SynthOptions options;
    private final Scene scene;
    private final int reference;
    private final List<Acquisition> images;
    private final List<int[]> pairs;

    public StackSimulator(SynthOptions options) {
        this.options = options;
        scene = new Scene(options);
        int wanted = options.acquisitions().referenceIndex();
        reference = wanted >= 0 ? wanted : options.acquisitions().images() / 2;
        images = Acquisition.all(options, scene, reference);
        pairs = pairs();
    }

    /// What was written.
    ///
    /// @param folder         the export
    /// @param master         `YYYYMMDD` of the reference image
    /// @param images         number of images
    /// @param interferograms number of interferograms
    /// @param width          range samples
    /// @param height         azimuth lines
    /// @param stablePoints   pixels with a stable point
    public record Report(
            Path folder, String master, int images, int interferograms, int width, int height, long stablePoints) {}

    /// Simulates into `folder`, which is created if needed.
    /// @throws IOException if a file cannot be written
    public Report run(Path folder, Workers workers, Progress progress) throws IOException {
        var ground = new GroundTruth(scene, options);
        var turbulence = turbulence(workers);
        int lines = blockLines();
        progress.begin("simulate", scene.height());
        try (var arena = Arena.ofShared();
                var files = new ExportFiles(folder)) {
            var truth = new TruthFile(arena, scene);
            var rasters = new Rasters(files);
            var points = new java.util.concurrent.atomic.LongAdder();
            workers.forBlocks(
                    scene.height(),
                    lines,
                    () -> new BlockSimulator(scene, ground, images, turbulence, options, lines),
                    (block, from, to) -> {
                        block.run((int) from, (int) to);
                        rasters.write(block, (int) from, (int) to);
                        truth.take(block, ground, scene, (int) from, (int) to);
                        points.add(countPoints(block, (int) (to - from)));
                        progress.advance(to - from);
                    });
            writeTexts(files);
            shareImages(files);
            Files.createDirectories(folder.resolve("truth"));
            truth.write(folder.resolve("truth").resolve("truth.mat"), scene, images, reference, pairs);
            return new Report(
                    folder,
                    images.get(reference).name(),
                    images.size(),
                    pairs.size(),
                    scene.width(),
                    scene.height(),
                    points.sum());
        }
    }

    private RandomField[] turbulence(Workers workers) {
        var fields = new RandomField[images.size() + 1];
        workers.forEach((images.size() + 1) / 2, (from, to) -> {
            var pair = RandomField.pair(scene, Stream.TURBULENCE + from, -8.0 / 3, 0);
            fields[(int) (2 * from)] = pair[0];
            fields[(int) (2 * from + 1)] = pair[1];
        });
        return fields;
    }

    private int blockLines() {
        long perLine = (long) images.size() * scene.width() * BlockSimulator.SAMPLE_BYTES;
        return (int) Math.clamp(BLOCK_BYTES / perLine, 1, 64);
    }

    private long countPoints(BlockSimulator block, int lines) {
        long count = 0;
        for (int y = 0; y < lines; y++) {
            for (int x = 0; x < scene.width(); x++) {
                count += block.amplitude(y, x) > 0 ? 1 : 0;
            }
        }
        return count;
    }

    private List<int[]> pairs() {
        var list = new ArrayList<int[]>();
        var network = options.network();
        for (int i = 0; i < images.size(); i++) {
            if (!network.smallBaselines()) {
                if (i != reference) {
                    list.add(new int[] {reference, i});
                }
                continue;
            }
            for (int k = 1; k <= network.neighbours() && i + k < images.size(); k++) {
                double length =
                        Math.abs(images.get(i + k).bperp() - images.get(i).bperp());
                if (k == 1 || length < network.maxBperp()) {
                    list.add(new int[] {i, i + k});
                }
            }
        }
        return list;
    }

    private String pairName(int[] pair) {
        return images.get(pair[0]).name() + "_" + images.get(pair[1]).name();
    }

    private String pairFolder(int[] pair) {
        return options.network().smallBaselines() ? "SMALL_BASELINES/" + pairName(pair) + "/" : "diff0/";
    }

    /// Where image `i` is written first.
    private String imagePath(int i) {
        if (!options.network().smallBaselines()) {
            return "rslc/" + images.get(i).name() + ".rslc";
        }
        for (var pair : pairs) {
            if (pair[0] == i || pair[1] == i) {
                return pairFolder(pair) + images.get(i).name() + ".rslc";
            }
        }
        throw new AssertionError("every image has a pair with its neighbour");
    }

    private void writeTexts(ExportFiles files) throws IOException {
        for (int i = 0; i < images.size(); i++) {
            files.text(imagePath(i) + ".par", ExportText.parameters(options, scene, images.get(i)));
        }
        for (var pair : pairs) {
            files.text(
                    pairFolder(pair) + pairName(pair) + ".base",
                    ExportText.baseline(images.get(pair[0]), images.get(pair[1])));
        }
        var master = images.get(reference).name();
        files.text(
                "geo/" + master + ".diff_par",
                "range_samp_1: " + scene.width() + "\naz_samp_1: " + scene.height() + "\n");
        files.text("dem/scene_seg.par", "width: " + scene.width() + "\nnlines: " + scene.height() + "\n");
    }

    /// Small baselines: every pair folder holds both of its images.
    private void shareImages(ExportFiles files) throws IOException {
        if (!options.network().smallBaselines()) {
            return;
        }
        for (var pair : pairs) {
            for (int i : pair) {
                var copy = pairFolder(pair) + images.get(i).name() + ".rslc";
                if (!copy.equals(imagePath(i))) {
                    files.share(imagePath(i), copy);
                    files.text(copy + ".par", ExportText.parameters(options, scene, images.get(i)));
                }
            }
        }
    }

    /// All rasters, written block by block.
    private final class Rasters {
        private final List<FileChannel> imageFiles = new ArrayList<>();
        private final List<FileChannel> pairFiles = new ArrayList<>();
        private final FileChannel longitude;
        private final FileChannel latitude;
        private final FileChannel height;

        Rasters(ExportFiles files) throws IOException {
            for (int i = 0; i < images.size(); i++) {
                imageFiles.add(files.raster(imagePath(i)));
            }
            for (var pair : pairs) {
                pairFiles.add(files.raster(pairFolder(pair) + pairName(pair) + ".diff"));
            }
            var master = images.get(reference).name();
            longitude = files.raster("geo/" + master + ".lon");
            latitude = files.raster("geo/" + master + ".lat");
            height = files.raster("geo/" + master + "_dem.rdc");
        }

        void write(BlockSimulator block, int from, int to) throws IOException {
            long pixels = (long) (to - from) * scene.width();
            long bytes = pixels * BlockSimulator.SAMPLE_BYTES;
            long position = (long) from * scene.width() * BlockSimulator.SAMPLE_BYTES;
            try (var scratch = Arena.ofConfined()) {
                var raster = scratch.allocate(bytes, 64);
                for (int i = 0; i < images.size(); i++) {
                    ExportFiles.write(imageFiles.get(i), block.samples(i), bytes, position);
                }
                for (int k = 0; k < pairs.size(); k++) {
                    interfere(block.samples(pairs.get(k)[0]), block.samples(pairs.get(k)[1]), raster, pixels);
                    ExportFiles.write(pairFiles.get(k), raster, bytes, position);
                }
                writePlane(longitude, raster, from, to, scene::longitude);
                writePlane(latitude, raster, from, to, scene::latitude);
                writePlane(height, raster, from, to, (line, x) -> block.height(line - from, x));
            }
        }

        /// first * conj(second), in double, stored single.
        private void interfere(MemorySegment first, MemorySegment second, MemorySegment out, long pixels) {
            for (long p = 0; p < pixels; p++) {
                long at = p * BlockSimulator.SAMPLE_BYTES;
                double a = first.get(BlockSimulator.SAMPLE, at);
                double b = first.get(BlockSimulator.SAMPLE, at + 4);
                double c = second.get(BlockSimulator.SAMPLE, at);
                double d = second.get(BlockSimulator.SAMPLE, at + 4);
                out.set(BlockSimulator.SAMPLE, at, (float) (a * c + b * d));
                out.set(BlockSimulator.SAMPLE, at + 4, (float) (b * c - a * d));
            }
        }

        private void writePlane(FileChannel file, MemorySegment scratch, int from, int to, PixelValue value)
                throws IOException {
            long at = 0;
            for (int line = from; line < to; line++) {
                for (int x = 0; x < scene.width(); x++, at += 4) {
                    scratch.set(BlockSimulator.SAMPLE, at, value.of(line, x));
                }
            }
            ExportFiles.write(file, scratch, at, (long) from * scene.width() * 4);
        }
    }

    @FunctionalInterface
    private interface PixelValue {
        float of(int line, int sample);
    }
}
