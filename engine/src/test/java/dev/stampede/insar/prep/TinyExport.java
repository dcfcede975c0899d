package dev.stampede.insar.prep;

import dev.stampede.kernels.KernelRegistry;
import dev.stampede.kernels.amplitude.Amplitude;
import dev.stampede.runtime.Progress;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Writes exports of a few pixels for tests. Image k has the date `2020010(k+1)`; the second is the master.
final class TinyExport {
    static final String MASTER = "20200102";

    final Path folder;
    final int width;
    final int length;
    final int images;
    boolean shorts;

    /// Value of a pixel in one image.
    @FunctionalInterface
    interface Pixel {
        double real(int image, int line, int column);
    }

    TinyExport(Path folder, int width, int length, int images) {
        this.folder = folder;
        this.width = width;
        this.length = length;
        this.images = images;
    }

    static String date(int image) {
        return "2020010" + (image + 1);
    }

    /// A single-master export; images are real-valued, interferograms hold (image, pixel number).
    TinyExport single(Pixel pixel) throws IOException {
        for (int k = 0; k < images; k++) {
            image(folder.resolve("rslc"), k, pixel);
            if (!date(k).equals(MASTER)) {
                interferogram(folder.resolve("diff0"), MASTER + "_" + date(k), k);
            }
        }
        return geo();
    }

    /// A small-baseline export of consecutive pairs.
    TinyExport pairs(Pixel pixel) throws IOException {
        for (int k = 0; k + 1 < images; k++) {
            var name = date(k) + "_" + date(k + 1);
            var pair = folder.resolve("SMALL_BASELINES").resolve(name);
            image(pair, k, pixel);
            image(pair, k + 1, pixel);
            interferogram(pair, name, k);
        }
        return geo();
    }

    private void image(Path where, int k, Pixel pixel) throws IOException {
        var values = ByteBuffer.allocate(width * length * (shorts ? 4 : 8));
        for (int i = 0; i < width * length; i++) {
            double value = pixel.real(k, i / width, i % width);
            if (shorts) {
                values.putShort((short) value).putShort((short) 0);
            } else {
                values.putFloat((float) value).putFloat(0);
            }
        }
        write(where.resolve(date(k) + ".rslc"), values);
        Files.writeString(
                where.resolve(date(k) + ".rslc.par"), """
                title: image
                range_samples: %d
                azimuth_lines: %d
                image_format: %s
                """.formatted(width, length, shorts ? "SCOMPLEX" : "FCOMPLEX"));
    }

    private void interferogram(Path where, String name, int k) throws IOException {
        var values = ByteBuffer.allocate(width * length * 8);
        for (int i = 0; i < width * length; i++) {
            values.putFloat(k).putFloat(i);
        }
        write(where.resolve(name + ".diff"), values);
        Files.writeString(where.resolve(name + ".base"), "initial_baseline(TCN): 0 1 2 m m m\n");
    }

    private TinyExport geo() throws IOException {
        raster(MASTER + ".lon", i -> 11 + i * 1e-3f);
        raster(MASTER + ".lat", i -> 44 + i * 1e-3f);
        raster("elevation_dem.rdc", i -> i);
        return this;
    }

    /// Value of a pixel by its number.
    @FunctionalInterface
    interface Value {
        float of(int pixel);
    }

    void raster(String name, Value value) throws IOException {
        var values = ByteBuffer.allocate(width * length * 4);
        for (int i = 0; i < width * length; i++) {
            values.putFloat(value.of(i));
        }
        write(folder.resolve("geo").resolve(name), values);
    }

    private static void write(Path file, ByteBuffer values) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, values.array());
    }

    PrepOptions.Builder options(Path dataset) {
        return PrepOptions.builder(shorts ? Processor.GAMMA : Processor.SNAP, dataset)
                .export(folder)
                .overlap(0, 0);
    }

    static PrepReport prepare(PrepOptions options, int threads) throws IOException {
        var kernels =
                new KernelRegistry(List.of(Amplitude.FAMILY), KernelRegistry.pureJavaAvailability(), null, Map.of());
        try (var workers = new Workers(threads)) {
            return new Preparation(kernels).run(options, workers, Progress.NONE);
        }
    }
}
