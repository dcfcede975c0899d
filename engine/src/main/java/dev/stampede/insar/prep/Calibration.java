package dev.stampede.insar.prep;

import dev.stampede.io.mat.FormatException;
import dev.stampede.io.text.SixDigits;
import dev.stampede.kernels.amplitude.Amplitude;
import dev.stampede.runtime.Progress;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.List;

/// The mean amplitude of each image, by which its pixels are divided so that images of different gain compare.
///
/// `c = Σ |z| / n` over the pixels with `|z| > 0.001` that are not masked, in single precision; it is kept
/// as text of six significant digits and used as that decimal says. The sum runs over blocks of fixed size
/// in file order, so it does not depend on the number of threads.
///
/// @param text  the constants as they are written
/// @param value the constants as they are used
record Calibration(List<String> text, float[] value) {
    /// Pixels read at once: 512 KiB of floats, small enough for the cache of a core.
    private static final int BLOCK = 1 << 16;

    private static final System.Logger LOG = System.getLogger(Calibration.class.getName());

    static Calibration measure(ExportTree tree, Mask mask, Amplitude kernel, Workers workers, Progress progress)
            throws IOException {
        int images = tree.images().size();
        int blocks = Math.toIntExact((tree.pixels() + BLOCK - 1) / BLOCK);
        var sums = new double[images][blocks];
        var numbers = new double[images][blocks];
        progress.begin("calibrate", (long) images * blocks);
        try (var reader = PixelReader.ofImages(tree)) {
            workers.forBlocks(
                    (long) images * blocks,
                    1,
                    () -> new AmplitudeReader(reader, tree, kernel, BLOCK),
                    (scratch, from, to) -> {
                        int image = (int) (from / blocks);
                        int block = (int) (from % blocks);
                        long first = (long) block * BLOCK;
                        int count = (int) Math.min(BLOCK, tree.pixels() - first);
                        var amplitude = scratch.read(image, first, count);
                        var result = new double[2];
                        kernel.sumAbove(amplitude, mask.compact(first, count, amplitude), result);
                        sums[image][block] = result[0];
                        numbers[image][block] = result[1];
                        progress.advance(1);
                    });
        }
        var text = new String[images];
        var value = new float[images];
        for (int i = 0; i < images; i++) {
            text[i] = SixDigits.format(mean(tree, i, sums[i], numbers[i]));
            value[i] = Float.parseFloat(text[i]);
        }
        return new Calibration(List.of(text), value);
    }

    private static float mean(ExportTree tree, int i, double[] sums, double[] numbers) throws FormatException {
        var image = tree.images().get(i);
        double sum = 0;
        double number = 0;
        for (int b = 0; b < sums.length; b++) {
            sum += sums[b];
            number += numbers[b];
        }
        if (number == 0) {
            LOG.log(Level.WARNING, "{0}: no pixel has an amplitude above 0.001; its calibration constant is 0", image);
            return 0;
        }
        float mean = (float) (sum / number);
        if (!Float.isFinite(mean)) {
            throw new FormatException(
                    image, "mean amplitude is " + mean + "; are its values " + tree.orderName() + " floats?");
        }
        return mean;
    }

    /// The lines of `calamp.out`.
    String lines(List<Path> images) {
        var out = new StringBuilder();
        for (int i = 0; i < value.length; i++) {
            out.append(images.get(i)).append(' ').append(text.get(i)).append('\n');
        }
        return out.toString();
    }
}
