package dev.stampede.insar.synth;

import dev.stampede.io.mat.Mat;
import dev.stampede.io.mat.MatArray;
import dev.stampede.io.mat.MatClass;
import dev.stampede.io.mat.MatFiles;
import dev.stampede.io.mat.MatFormat;
import dev.stampede.io.mat.MatValue;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;

/// Collects the truth of the whole scene, lines x samples, and writes it as `truth.mat`.
///
/// | variable | shape | unit |
/// |---|---|---|
/// | `velocity_mm_yr` | lines x samples | mm/yr toward the satellite |
/// | `dem_error_m`, `K_rad_per_m` | lines x samples | m; the same as phase per metre of baseline |
/// | `stable_amp`, `urban`, `water` | lines x samples | clutter rms (0 = no stable point); 0 or 1 |
/// | `bperp_centre`, `days_from_master`, `dates`, `gain` | 1 x images | m, days, YYYYMMDD |
/// | `bperp_tcn`, `bperp_rate`, `ramp_rad` | images x 2 | m, m/s, rad over the scene |
/// | `incidence_rad`, `look_rad` | 1 x samples | rad |
/// | `lambda_m`, `master`, `pairs` | | m; YYYYMMDD; one-based images of each interferogram |
final class TruthFile {
    private final Arena arena;
    private final int lines;
    private final int samples;
    private final FloatMatrix velocity;
    private final FloatMatrix demError;
    private final FloatMatrix coefficient;
    private final FloatMatrix amplitude;
    private final MemorySegment urban;
    private final MemorySegment water;

    TruthFile(Arena arena, Scene scene) {
        this.arena = arena;
        lines = scene.height();
        samples = scene.width();
        velocity = FloatMatrix.allocate(arena, lines, samples);
        demError = FloatMatrix.allocate(arena, lines, samples);
        coefficient = FloatMatrix.allocate(arena, lines, samples);
        amplitude = FloatMatrix.allocate(arena, lines, samples);
        urban = arena.allocate((long) lines * samples);
        water = arena.allocate((long) lines * samples);
    }

    /// Takes lines `from` to `to` from a simulated block; disjoint lines may come from different threads.
    void take(BlockSimulator block, GroundTruth ground, Scene scene, int from, int to) {
        for (int x = 0; x < samples; x++) {
            double sensitivity = scene.heightSensitivity(x);
            for (int y = from; y < to; y++) {
                float error = block.heightError(y - from, x);
                velocity.set(y, x, block.velocity(y - from, x));
                demError.set(y, x, error);
                coefficient.set(y, x, (float) (sensitivity * error));
                amplitude.set(y, x, block.amplitude(y - from, x));
                long pixel = y + (long) x * lines;
                urban.set(ValueLayout.JAVA_BYTE, pixel, (byte) (ground.isUrban(y, x) ? 1 : 0));
                water.set(ValueLayout.JAVA_BYTE, pixel, (byte) (block.height(y - from, x) <= 0 ? 1 : 0));
            }
        }
    }

    void write(Path file, Scene scene, List<Acquisition> images, int reference, List<int[]> pairs) throws IOException {
        var variables = new LinkedHashMap<String, MatValue>();
        variables.put("velocity_mm_yr", Mat.of(velocity));
        variables.put("dem_error_m", Mat.of(demError));
        variables.put("K_rad_per_m", Mat.of(coefficient));
        variables.put("stable_amp", Mat.of(amplitude));
        variables.put("urban", new MatArray(MatClass.UINT8, new long[] {lines, samples}, urban, null));
        variables.put("water", new MatArray(MatClass.UINT8, new long[] {lines, samples}, water, null));
        variables.put("ramp_rad", columns(images, Acquisition::rampAcross, Acquisition::rampAlong));
        variables.put("bperp_centre", row(images, Acquisition::bperp));
        variables.put("bperp_tcn", columns(images, Acquisition::cross, Acquisition::normal));
        variables.put("bperp_rate", columns(images, Acquisition::crossRate, Acquisition::normalRate));
        variables.put("days_from_master", row(images, Acquisition::days));
        variables.put("dates", row(images, image -> Integer.parseInt(image.name())));
        variables.put("master", Mat.scalar((double)
                Integer.parseInt(images.get(reference).name())));
        variables.put("gain", row(images, Acquisition::gain));
        variables.put("incidence_rad", perSample(scene::incidence));
        variables.put("look_rad", perSample(scene::look));
        variables.put("lambda_m", Mat.scalar(scene.wavelength()));
        var ends = DoubleMatrix.allocate(arena, pairs.size(), 2);
        for (int i = 0; i < pairs.size(); i++) {
            ends.set(i, 0, pairs.get(i)[0] + 1);
            ends.set(i, 1, pairs.get(i)[1] + 1);
        }
        variables.put("pairs", Mat.of(ends));
        MatFiles.write(file, variables, MatFormat.AUTO);
    }

    private MatValue perSample(java.util.function.IntToDoubleFunction value) {
        return Mat.row(
                java.util.stream.IntStream.range(0, samples).mapToDouble(value).toArray());
    }

    private static MatValue row(List<Acquisition> images, java.util.function.ToDoubleFunction<Acquisition> value) {
        return Mat.row(images.stream().mapToDouble(value).toArray());
    }

    private MatValue columns(
            List<Acquisition> images,
            java.util.function.ToDoubleFunction<Acquisition> first,
            java.util.function.ToDoubleFunction<Acquisition> second) {
        var matrix = DoubleMatrix.allocate(arena, images.size(), 2);
        for (int i = 0; i < images.size(); i++) {
            matrix.set(i, 0, first.applyAsDouble(images.get(i)));
            matrix.set(i, 1, second.applyAsDouble(images.get(i)));
        }
        return Mat.of(matrix);
    }
}
