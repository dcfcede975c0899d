package dev.stampede.plot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The mean amplitude of the images, brought from radar to geographic coordinates by the affine map that
/// fits the points best. Good to a few pixels on flat ground: it orients the reader, it is not a geocoded
/// product.
final class AmplitudeBackground implements Figure.Background {
    private final float[] brightness;
    private final int lines;
    private final int samples;
    private final double[] toLine;
    private final double[] toSample;

    private AmplitudeBackground(float[] brightness, int lines, int samples, double[] toLine, double[] toSample) {
        this.brightness = brightness;
        this.lines = lines;
        this.samples = samples;
        this.toLine = toLine;
        this.toSample = toSample;
    }

    /// Reads `mean_amp.flt` and `patch.in` of the patches; empty when none has both.
    ///
    /// @param patches   patch folders
    /// @param line      zero-based azimuth line of each point, `sample` its range sample
    /// @param longitude degrees, `latitude` likewise
    static Optional<Figure.Background> read(
            List<Path> patches, double[] line, double[] sample, double[] longitude, double[] latitude)
            throws IOException {
        int lines = 0;
        int samples = 0;
        for (var patch : patches) {
            int[] window = window(patch);
            if (window != null) {
                samples = Math.max(samples, window[1]);
                lines = Math.max(lines, window[3]);
            }
        }
        if (lines == 0 || longitude.length < 3) {
            return Optional.empty();
        }
        var brightness = new float[Math.multiplyExact(lines, samples)];
        Arrays.fill(brightness, Float.NaN);
        for (var patch : patches) {
            int[] window = window(patch);
            if (window != null) {
                place(patch, window, brightness, samples);
            }
        }
        stretch(brightness);
        return Optional.of(new AmplitudeBackground(
                brightness,
                lines,
                samples,
                AffineFit.of(longitude, latitude, line),
                AffineFit.of(longitude, latitude, sample)));
    }

    /// First and last sample, first and last line, one-based; `null` without the files.
    private static int[] window(Path patch) throws IOException {
        var bounds = patch.resolve("patch.in");
        if (!Files.isRegularFile(bounds) || !Files.isRegularFile(patch.resolve("mean_amp.flt"))) {
            return null;
        }
        return Arrays.stream(Files.readString(bounds).trim().split("\\s+"))
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    private static void place(Path patch, int[] window, float[] brightness, int samples) throws IOException {
        var amplitude = ByteBuffer.wrap(Files.readAllBytes(patch.resolve("mean_amp.flt")))
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        int width = window[1] - window[0] + 1;
        int height = Math.min(window[3] - window[2] + 1, amplitude.remaining() / width);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                brightness[(window[2] - 1 + y) * samples + window[0] - 1 + x] = amplitude.get(y * width + x);
            }
        }
    }

    /// Logarithm of the amplitude, from its 2nd to its 98th percentile.
    private static void stretch(float[] values) {
        var sorted = new float[values.length];
        int n = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = values[i] > 0 ? (float) Math.log(values[i]) : Float.NaN;
            if (!Float.isNaN(values[i])) {
                sorted[n++] = values[i];
            }
        }
        if (n == 0) {
            return;
        }
        Arrays.sort(sorted, 0, n);
        float low = sorted[n / 50];
        float high = sorted[n - 1 - n / 50];
        for (int i = 0; i < values.length; i++) {
            values[i] = (values[i] - low) / Math.max(high - low, Float.MIN_NORMAL);
        }
    }

    @Override
    public double at(double longitude, double latitude) {
        int y = (int) Math.round(AffineFit.at(toLine, longitude, latitude));
        int x = (int) Math.round(AffineFit.at(toSample, longitude, latitude));
        return y < 0 || y >= lines || x < 0 || x >= samples ? Double.NaN : brightness[y * samples + x];
    }
}
