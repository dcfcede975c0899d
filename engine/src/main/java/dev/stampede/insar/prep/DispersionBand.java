package dev.stampede.insar.prep;

import dev.stampede.kernels.amplitude.Amplitude;
import dev.stampede.memory.FloatMatrix;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Amplitude dispersion of one run of pixels over the whole stack. Scratch memory of one thread.
///
/// Single master, n images with `a = |z| / c`, everything in single precision and in the order of the images:
/// `D² = n Σa² / (Σa)² − 1`, `D_A = sqrt(D²)`, compared as D² with T². Small baselines, n images in pairs:
/// `D_A = sqrt(Σ(a₁ − a₂)² / ⌊n/2⌋) / (Σ(a₁ + a₂) / n)`.
/// Source: Ferretti et al. (2001), doi:10.1109/36.898661; Hooper (2008), doi:10.1029/2008GL034654.
final class DispersionBand implements AutoCloseable {
    private final ExportTree tree;
    private final Calibration calibration;
    private final Amplitude kernel;
    private final AmplitudeReader reader;
    private final Arena arena = Arena.ofConfined();
    private final MemorySegment first;
    private final MemorySegment second;
    private final MemorySegment sum;
    private final MemorySegment squares;
    private final MemorySegment gap;

    /// @param capacity most pixels of one run
    DispersionBand(ExportTree tree, PixelReader images, Calibration calibration, Amplitude kernel, int capacity) {
        this.tree = tree;
        this.calibration = calibration;
        this.kernel = kernel;
        this.reader = new AmplitudeReader(images, tree, kernel, capacity);
        this.first = plane(capacity);
        this.second = plane(capacity);
        this.sum = plane(capacity);
        this.squares = plane(capacity);
        this.gap = plane(capacity);
    }

    private MemorySegment plane(int capacity) {
        return arena.allocate((long) capacity * Float.BYTES, 64);
    }

    /// Sum of the calibrated amplitudes, one float per pixel of the last run; what `mean_amp.flt` holds.
    MemorySegment sum() {
        return sum;
    }

    /// The pixels of a run that pass.
    /// @param from  number of the first pixel in the scene
    /// @param limit D_A must be below it, or if it is negative, at least its magnitude
    BandCandidates select(long from, int count, float limit, Mask mask) throws IOException {
        sum.fill((byte) 0);
        squares.fill((byte) 0);
        gap.fill((byte) 0);
        return tree.smallBaseline() ? selectPairs(from, count, limit, mask) : selectImages(from, count, limit, mask);
    }

    private BandCandidates selectImages(long from, int count, float limit, Mask mask) throws IOException {
        int n = tree.images().size();
        for (int i = 0; i < n; i++) {
            kernel.addImage(reader.read(i, from, count, first), calibration.value()[i], count, sum, squares, gap);
        }
        var found = new BandCandidates();
        float limitSquared = limit * limit;
        for (int p = 0; p < count; p++) {
            float s = sum.get(FloatMatrix.LAYOUT, 4L * p);
            float d = n * squares.get(FloatMatrix.LAYOUT, 4L * p) / (s * s) - 1;
            if (s > 0 && (limit >= 0 ? d < limitSquared : d >= limitSquared) && !mask.excludes(from + p)) {
                boolean barred = gap.get(FloatMatrix.LAYOUT, 4L * p) != 0;
                // Rounding can make the dispersion of a constant amplitude slightly negative: it is 0, not nan.
                found.add(p, barred ? BandCandidates.BARRED : (float) Math.sqrt(Math.max(0, d)));
            }
        }
        return found;
    }

    private BandCandidates selectPairs(long from, int count, float limit, Mask mask) throws IOException {
        int n = tree.images().size();
        var c = calibration.value();
        for (int i = 0; i + 1 < n; i += 2) {
            reader.read(i, from, count, first);
            reader.read(i + 1, from, count, second);
            kernel.addPair(first, c[i], second, c[i + 1], count, sum, squares);
        }
        var found = new BandCandidates();
        for (int p = 0; p < count; p++) {
            float s = sum.get(FloatMatrix.LAYOUT, 4L * p);
            float rms = (float) Math.sqrt(squares.get(FloatMatrix.LAYOUT, 4L * p) / (n / 2));
            float d = rms / (s / n);
            if (s > 0 && (limit >= 0 ? d < limit : d >= limit) && !mask.excludes(from + p)) {
                found.add(p, d);
            }
        }
        return found;
    }

    @Override
    public void close() {
        reader.close();
        arena.close();
    }
}
