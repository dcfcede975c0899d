package dev.stampede.synth;

import dev.stampede.io.raster.RasterInfo;
import dev.stampede.io.raster.RasterWriter;
import dev.stampede.raster.DType;
import dev.stampede.raster.Window;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Map;
import java.util.OptionalDouble;

/// A cube of daily NDVI over a small region: `0.45 + 0.3 sin(2 pi (day - 110) / 365.25 + phase) + trend t +
/// noise`, phase and trend smooth in space, noise of deviation 0.02. One band a day, named by its date.
final class OpticalCube {
    private static final int SIDE = 32;

    private final OpticalOptions options;
    private final Noise noise;

    OpticalCube(OpticalOptions options) {
        this.options = options;
        this.noise = new Noise(options.seed(), Streams.CUBE);
    }

    void write(Path file) throws IOException {
        LocalDate first = options.firstDate().withDayOfYear(1);
        var names = new ArrayList<String>();
        var bands = new int[options.cubeDays()];
        for (int t = 0; t < bands.length; t++) {
            names.add(first.plusDays(t).toString());
            bands[t] = t + 1;
        }
        double pixel = options.pixelSize() * Math.max(1, Math.min(options.width(), options.height()) / SIDE);
        var grid = dev.stampede.raster.Affine.northUp(options.left(), options.top(), pixel, pixel);
        var info = RasterInfo.of(
                        SIDE, SIDE, bands.length, DType.FLOAT32, grid, options.crs(), OptionalDouble.of(Double.NaN))
                .withBlocks(SIDE, SIDE)
                .withBandNames(names);
        try (var arena = Arena.ofConfined();
                var writer = RasterWriter.create(file, info, Map.of("INTERLEAVE", "BAND"))) {
            var values = arena.allocate(4L * SIDE * SIDE * bands.length, 64);
            for (int t = 0; t < bands.length; t++) {
                for (int p = 0; p < SIDE * SIDE; p++) {
                    values.setAtIndex(ValueLayout.JAVA_FLOAT, (long) t * SIDE * SIDE + p, value(p, t));
                }
            }
            writer.write(Window.of(SIDE, SIDE), bands, DType.FLOAT32, values);
            writer.publish();
        }
    }

    private float value(int pixel, int t) {
        double x = pixel % SIDE / 11.0;
        double y = pixel / SIDE / 11.0;
        double phase = 0.5 * noise.at(x, y);
        double trend = 0.08 * noise.at(x + 50, y) / 365.25;
        double season = Math.sin(2 * Math.PI * (t - 110) / 365.25 + phase);
        return (float) (0.45 + 0.3 * season + trend * t + 0.02 * noise.normal(pixel, 1000 + t));
    }
}
