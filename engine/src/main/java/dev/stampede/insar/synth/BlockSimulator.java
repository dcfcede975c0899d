package dev.stampede.insar.synth;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;

/// Simulates some lines of all images. Image i of a pixel is
///
///     s_i = gain_i * ( leak(a exp(-j PHI_i)) + c_i exp(-j PHI_i) ),   rounded to whole numbers
///     PHI_i = -(4 pi / lambda) v t_i + k_h B_i dh + delay_i + ramp_i
///
/// with stable amplitude a, clutter c_i (circular Gaussian, correlation exp(-dt / tau)), velocity v toward the
/// satellite, height error dh. Stable points leak into their neighbours: 0.28 in range, 0.22 in azimuth.
final class BlockSimulator implements AutoCloseable {
    /// Image samples as exports have them: big-endian pairs of 32-bit floats.
    static final ValueLayout.OfFloat SAMPLE = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    static final int SAMPLE_BYTES = 8;

    private static final double RANGE_LEAK = 0.28;
    private static final double AZIMUTH_LEAK = 0.22;
    private static final double WATER_CLUTTER = 0.25;

    private final Scene scene;
    private final GroundTruth ground;
    private final List<Acquisition> images;
    private final RandomField[] turbulence;
    private final SynthOptions options;
    private final Arena arena = Arena.ofConfined();
    private final MemorySegment[] samples;
    private final int width;

    // One line of halo above and below; index (line - first + 1) * width + sample.
    private final float[] velocity;
    private final float[] height;
    private final float[] heightError;
    private final float[] amplitude;
    private final float[] correlationTime;
    private final float[] cos;
    private final float[] sin;
    private final double[] clutterRe;
    private final double[] clutterIm;

    BlockSimulator(
            Scene scene,
            GroundTruth ground,
            List<Acquisition> images,
            RandomField[] turbulence,
            SynthOptions options,
            int maxLines) {
        this.scene = scene;
        this.ground = ground;
        this.images = images;
        this.turbulence = turbulence;
        this.options = options;
        width = scene.width();
        int pixels = Math.multiplyExact(maxLines + 2, width);
        velocity = new float[pixels];
        height = new float[pixels];
        heightError = new float[pixels];
        amplitude = new float[pixels];
        correlationTime = new float[pixels];
        cos = new float[pixels];
        sin = new float[pixels];
        clutterRe = new double[pixels];
        clutterIm = new double[pixels];
        samples = new MemorySegment[images.size()];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = arena.allocate((long) maxLines * width * SAMPLE_BYTES, 64);
        }
    }

    /// Fills the samples and ground truth of lines `from` to `to` (exclusive).
    void run(int from, int to) {
        for (int line = from - 1; line <= to; line++) {
            describe(line, (line - from + 1) * width);
        }
        for (int i = 0; i < images.size(); i++) {
            phasors(i, from, to);
            image(i, from, to);
        }
    }

    /// Image `i` of the lines last simulated, row-major.
    MemorySegment samples(int i) {
        return samples[i];
    }

    float velocity(int lineInBlock, int sample) {
        return velocity[(lineInBlock + 1) * width + sample];
    }

    float height(int lineInBlock, int sample) {
        return height[(lineInBlock + 1) * width + sample];
    }

    float heightError(int lineInBlock, int sample) {
        return heightError[(lineInBlock + 1) * width + sample];
    }

    float amplitude(int lineInBlock, int sample) {
        return amplitude[(lineInBlock + 1) * width + sample];
    }

    private void describe(int line, int at) {
        boolean inside = line >= 0 && line < scene.height();
        for (int x = 0; x < width; x++) {
            int p = at + x;
            amplitude[p] = inside ? (float) ground.stableAmplitude(line, x) : 0;
            if (inside) {
                velocity[p] = (float) ground.velocity(line, x);
                height[p] = ground.height(line, x);
                heightError[p] = (float) ground.heightError(line, x, amplitude[p]);
                correlationTime[p] = (float) ground.correlationTime(line, x);
            }
        }
    }

    /// exp(-j PHI) of image `i`, halo included.
    private void phasors(int i, int from, int to) {
        var image = images.get(i);
        double motion = -4 * Math.PI / scene.wavelength() / 1000 * image.days() / 365.25;
        for (int line = Math.max(from - 1, 0); line <= Math.min(to, scene.height() - 1); line++) {
            int at = (line - from + 1) * width;
            double alongRamp = image.rampAlong() * scene.along(line) / scene.size();
            for (int x = 0; x < width; x++) {
                int p = at + x;
                double phase = motion * velocity[p]
                        + scene.heightSensitivity(x) * image.bperpAt(scene, line, x) * heightError[p]
                        + image.turbulent() * turbulence[i].at(line, x)
                        + image.stratified() * height[p] / 100
                        + image.rampAcross() * scene.across(x) / scene.size()
                        + alongRamp;
                cos[p] = (float) Math.cos(phase);
                sin[p] = (float) -Math.sin(phase);
            }
        }
    }

    private void image(int i, int from, int to) {
        var image = images.get(i);
        var random = new KeyedRandom(scene.seed(), Stream.CLUTTER + i);
        double gap = i == 0 ? 0 : image.days() - images.get(i - 1).days();
        boolean last = i == images.size() - 1;
        for (int line = from; line < to; line++) {
            boolean silent = last && line >= scene.height() - options.ground().zeroLines();
            for (int x = 0; x < width; x++) {
                int p = (line - from + 1) * width + x;
                clutter(random, p, (long) line * width + x, i == 0 ? 0 : Math.exp(-gap / correlationTime[p]));
                double scale = height[p] <= 0 ? WATER_CLUTTER : 1;
                double cRe = scale * clutterRe[p];
                double cIm = scale * clutterIm[p];
                double re = amplitude[p] * cos[p] + cRe * cos[p] - cIm * sin[p];
                double im = amplitude[p] * sin[p] + cRe * sin[p] + cIm * cos[p];
                double left = x > 0 ? amplitude[p - 1] : 0;
                double right = x < width - 1 ? amplitude[p + 1] : 0;
                double above = amplitude[p - width];
                double below = amplitude[p + width];
                if (left + right + above + below > 0) {
                    re += RANGE_LEAK * (term(left, cos, p - 1) + term(right, cos, p + 1))
                            + AZIMUTH_LEAK * (term(above, cos, p - width) + term(below, cos, p + width));
                    im += RANGE_LEAK * (term(left, sin, p - 1) + term(right, sin, p + 1))
                            + AZIMUTH_LEAK * (term(above, sin, p - width) + term(below, sin, p + width));
                }
                long at = ((long) (line - from) * width + x) * SAMPLE_BYTES;
                samples[i].set(SAMPLE, at, silent ? 0 : (float) Math.rint(image.gain() * re));
                samples[i].set(SAMPLE, at + 4, silent ? 0 : (float) Math.rint(image.gain() * im));
            }
        }
    }

    private static double term(double amplitude, float[] part, int p) {
        return amplitude > 0 ? amplitude * part[p] : 0;
    }

    /// Next state of the first-order process; unit variance of the complex value.
    private void clutter(KeyedRandom random, int p, long pixel, double memory) {
        double fresh = Math.sqrt((1 - memory * memory) / 2) * random.radius(pixel);
        double angle = random.angle(pixel);
        clutterRe[p] = memory * clutterRe[p] + fresh * Math.cos(angle);
        clutterIm[p] = memory * clutterIm[p] + fresh * Math.sin(angle);
    }

    @Override
    public void close() {
        arena.close();
    }
}
