package dev.stampede.kernels.fft;

/// Real and imaginary part of a window being transformed: two arrays of equal length, row after row.
/// Scratch of one thread, a few ten kilobytes, so it lives on the Java heap where bounds checks are
/// cheapest.
public record WorkPlanes(double[] re, double[] im) {
    public WorkPlanes {
        if (re.length != im.length) {
            throw new IllegalArgumentException("real part has " + re.length + " values, imaginary part " + im.length);
        }
    }

    public WorkPlanes(int size) {
        this(new double[size], new double[size]);
    }

    /// The same memory with the parts exchanged: transforming it forward transforms this one backward.
    WorkPlanes swapped() {
        return new WorkPlanes(im, re);
    }
}
