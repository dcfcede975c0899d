package dev.stampede.insar.synth;

import dev.stampede.runtime.Progress;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Writes a simulated export in the layout of a processor, and its truth as `truth/truth.mat`. The scene is
/// the same in every layout.
///
/// Lines are simulated in blocks, each by one thread with its own memory; a pixel's numbers depend on the seed
/// and its position only, so the files are the same for any number of threads.
public final class StackSimulator {
    /// Sample memory of one block, bytes; with the per-pixel state it stays in reach of any machine.
    private static final long BLOCK_BYTES = 48L << 20;

    private final SynthOptions options;
    private final Scene scene;
    private final int reference;
    private final List<Acquisition> images;
    private final List<int[]> pairs;
    private final StackPlan plan;
    private final ExportLayout layout;
    private final StackNames names;

    /// An export of SNAP.
    public StackSimulator(SynthOptions options) {
        this(options, ExportLayout.SNAP);
    }

    public StackSimulator(SynthOptions options, ExportLayout layout) {
        this.options = options;
        this.layout = layout;
        scene = new Scene(options);
        int wanted = options.acquisitions().referenceIndex();
        reference = wanted >= 0 ? wanted : options.acquisitions().images() / 2;
        images = Acquisition.all(options, scene, reference);
        pairs = pairs();
        plan = new StackPlan(options, scene, reference, images, pairs);
        names = StackNames.of(layout, plan);
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
            names.describe(files);
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

    /// Small baselines: every pair folder holds both of its images.
    private void shareImages(ExportFiles files) throws IOException {
        if (!plan.smallBaselines()) {
            return;
        }
        for (var pair : pairs) {
            for (int i : pair) {
                var copy = names.imageOf(pair, i);
                if (!copy.equals(names.image(i))) {
                    files.share(names.image(i), copy);
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
                imageFiles.add(files.raster(names.image(i)));
            }
            for (var pair : pairs) {
                pairFiles.add(files.raster(names.interferogram(pair)));
            }
            longitude = files.raster(names.longitude());
            latitude = files.raster(names.latitude());
            height = files.raster(names.height());
        }

        void write(BlockSimulator block, int from, int to) throws IOException {
            long pixels = (long) (to - from) * scene.width();
            long bytes = pixels * BlockSimulator.SAMPLE_BYTES;
            long position = (long) from * scene.width() * BlockSimulator.SAMPLE_BYTES;
            try (var scratch = Arena.ofConfined()) {
                var raster = scratch.allocate(bytes, 64);
                for (int i = 0; i < images.size(); i++) {
                    MemorySegment.copy(block.samples(i), 0, raster, 0, bytes);
                    write(imageFiles.get(i), raster, bytes, position);
                }
                for (int k = 0; k < pairs.size(); k++) {
                    interfere(block.samples(pairs.get(k)[0]), block.samples(pairs.get(k)[1]), raster, pixels);
                    write(pairFiles.get(k), raster, bytes, position);
                }
                writePlane(longitude, raster, from, to, scene::longitude);
                writePlane(latitude, raster, from, to, scene::latitude);
                writePlane(height, raster, from, to, (line, x) -> block.height(line - from, x));
            }
        }

        /// Writes the first `bytes` of big-endian floats in the order of the layout; `data` is changed.
        private void write(FileChannel file, MemorySegment data, long bytes, long position) throws IOException {
            if (layout.littleEndian()) {
                for (long at = 0; at < bytes; at += Float.BYTES) {
                    data.set(
                            ValueLayout.JAVA_INT_UNALIGNED,
                            at,
                            Integer.reverseBytes(data.get(ValueLayout.JAVA_INT_UNALIGNED, at)));
                }
            }
            ExportFiles.write(file, data, bytes, position);
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
            write(file, scratch, at, (long) from * scene.width() * 4);
        }
    }

    @FunctionalInterface
    private interface PixelValue {
        float of(int line, int sample);
    }
}
