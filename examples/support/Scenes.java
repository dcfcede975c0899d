package support;

import dev.stampede.io.raster.GeoTiff;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.radiometry.DNToReflectance;
import dev.stampede.operators.radiometry.Gamma;
import dev.stampede.operators.radiometry.MinMax;
import dev.stampede.operators.spectral.SelectBands;
import dev.stampede.operators.viz.StretchToUint8;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import dev.stampede.runtime.Progress;
import dev.stampede.runtime.Workers;
import dev.stampede.synth.OpticalOptions;
import dev.stampede.synth.OpticalSimulator;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

/// The simulated scenes that examples work on, made once below their folder.
///
/// @param folder what `synth --layout optical` wrote
public record Scenes(Path folder) {
    /// Index of each band in the files.
    public static final int BLUE = 0, GREEN = 1, RED = 2, NIR = 3, SWIR1 = 4, SWIR2 = 5;

    public static final Operator<GeoRaster, GeoRaster> REFLECTANCE = new DNToReflectance(1e-4, 0);

    /// Two dates, 512 x 512 pixels, a fire between them.
    public static Scenes pair(Story story) throws IOException {
        return made(story.folder().resolve("pair"), OpticalOptions.USUAL);
    }

    /// Eight dates from April to October, 384 x 384 pixels, in 3 x 3 tiles per date.
    public static Scenes archive(Story story) throws IOException {
        var options = OpticalOptions.USUAL
                .withSize(384, 384)
                .withDates(LocalDate.of(2024, 4, 3), 8, 25, 0.15)
                .withExtras(3, 0);
        return made(story.folder().resolve("archive"), options);
    }

    /// One date without clouds, so many pixels a side.
    public static Scenes clear(Story story, int size) throws IOException {
        var options = OpticalOptions.USUAL
                .withSize(size, size)
                .withDates(LocalDate.of(2024, 7, 2), 1, 1, 0)
                .withExtras(0, 0);
        return made(story.folder().resolve("clear" + size), options);
    }

    private static Scenes made(Path folder, OpticalOptions options) throws IOException {
        if (!Files.exists(folder.resolve("truth.json"))) {
            try (var workers = new Workers(Runtime.getRuntime().availableProcessors())) {
                new OpticalSimulator(options).run(folder, workers, Progress.NONE);
            }
        }
        return new Scenes(folder);
    }

    public Path scene(String day) {
        return folder.resolve("scenes").resolve("S2_" + day + ".tif");
    }

    public Path classes(String day) {
        return folder.resolve("scl").resolve("SCL_" + day + ".tif");
    }

    /// A whole file; freed when nothing refers to it.
    public static GeoRaster read(Path file) throws IOException {
        return GeoTiff.read(Arena.ofAuto(), file.toString());
    }

    /// Three bands of reflectance as a picture: 0 black, `white` white.
    public static GeoRaster picture(GeoRaster reflectance, double white, int red, int green, int blue) {
        return SelectBands.of(red, green, blue)
                .then(new MinMax(0, white, true))
                .then(new Gamma(1.35))
                .then(new ToBytes())
                .apply(reflectance);
    }

    /// Numbers of 0 to 1 as bytes.
    public record ToBytes() implements Operator<GeoRaster, GeoRaster> {
        @Override
        public GeoRaster compute(GeoRaster in) {
            var bytes = RasterMemory.allocate(DType.UINT8, in.shape());
            var scaled = new DNToReflectance(255, 0).apply(in);
            bytes.copyFrom(scaled.values());
            return in.rewrap(bytes);
        }
    }

    public static GeoRaster trueColor(GeoRaster reflectance) {
        return picture(reflectance, 0.22, RED, GREEN, BLUE);
    }

    public static GeoRaster swir(GeoRaster reflectance) {
        return picture(reflectance, 0.45, SWIR2, NIR, RED);
    }

    /// Stretched between its own percentiles.
    public static GeoRaster stretched(GeoRaster raster) {
        return new StretchToUint8(2, 98, false).apply(raster);
    }
}
