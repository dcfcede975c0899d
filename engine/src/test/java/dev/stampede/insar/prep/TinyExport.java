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
public final class TinyExport {
    public static final String MASTER = "20200102";

    public final Path folder;
    public final int width;
    public final int length;
    public final int images;
    public boolean shorts;
    public double heading = -12.3;

    /// Value of a pixel in one image.
    @FunctionalInterface
    public interface Pixel {
        double real(int image, int line, int column);
    }

    public TinyExport(Path folder, int width, int length, int images) {
        this.folder = folder;
        this.width = width;
        this.length = length;
        this.images = images;
    }

    public static String date(int image) {
        return "2020010" + (image + 1);
    }

    /// A single-master export; images are real-valued, interferograms hold (image, pixel number).
    public TinyExport single(Pixel pixel) throws IOException {
        for (int k = 0; k < images; k++) {
            image(folder.resolve("rslc"), k, pixel);
            if (!date(k).equals(MASTER)) {
                interferogram(folder.resolve("diff0"), MASTER + "_" + date(k), k);
            }
        }
        return geo();
    }

    /// A small-baseline export of consecutive pairs.
    public TinyExport pairs(Pixel pixel) throws IOException {
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
        Files.writeString(where.resolve(date(k) + ".rslc.par"), """
                title: image
                sensor: S1A IW
                range_samples: %d
                azimuth_lines: %d
                image_format: %s
                heading: %s degrees
                range_pixel_spacing: 30.5 m
                near_range_slc: 845000.0 m
                center_range_slc: 846000.0 m
                radar_frequency: 5.405e9 Hz
                prf: 140.0 Hz
                sar_to_earth_center: 7071000.0 m
                earth_radius_below_sensor: 6368000.0 m
                """.formatted(
                        width, length, shorts ? "SCOMPLEX" : "FCOMPLEX", heading));
    }

    private void interferogram(Path where, String name, int k) throws IOException {
        var values = ByteBuffer.allocate(width * length * 8);
        for (int i = 0; i < width * length; i++) {
            values.putFloat(k).putFloat(i);
        }
        write(where.resolve(name + ".diff"), values);
        Files.writeString(
                where.resolve(name + ".base"),
                "initial_baseline(TCN): 0 %d -20 m m m\ninitial_baseline_rate: 0 0.5 0.25 m/s m/s m/s\n"
                        .formatted(100 * (k + 1)));
    }

    private TinyExport geo() throws IOException {
        raster(MASTER + ".lon", i -> 11 + i * 1e-3f);
        raster(MASTER + ".lat", i -> 44 + i * 1e-3f);
        raster("elevation_dem.rdc", i -> i);
        return this;
    }

    /// Value of a pixel by its number.
    @FunctionalInterface
    public interface Value {
        float of(int pixel);
    }

    public void raster(String name, Value value) throws IOException {
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

    public PrepOptions.Builder options(Path dataset) {
        return PrepOptions.builder(shorts ? Processor.GAMMA : Processor.SNAP, dataset)
                .export(folder)
                .overlap(0, 0);
    }

    public static PrepReport prepare(PrepOptions options, int threads) throws IOException {
        var kernels =
                new KernelRegistry(List.of(Amplitude.FAMILY), KernelRegistry.pureJavaAvailability(), null, Map.of());
        try (var workers = new Workers(threads)) {
            return new Preparation(kernels).run(options, workers, Progress.NONE);
        }
    }
}
