package dev.stampede.insar.prep;

import java.util.Arrays;

/// The pixels of one band of lines that pass the dispersion limit, in scan order. Grows as it is filled.
final class BandCandidates {
    /// Dispersion of a pixel that passes the limit but had an image without signal; it is logged, not used.
    static final float BARRED = -1;

    private static final int INITIAL = 256;

    private int[] pixel = new int[INITIAL];
    private float[] dispersion = new float[INITIAL];
    private int count;

    /// @param pixelInBand number of the pixel, counted from the first of the band
    /// @param amplitudeDispersion D_A, or [#BARRED]
    void add(int pixelInBand, float amplitudeDispersion) {
        if (count == pixel.length) {
            pixel = Arrays.copyOf(pixel, 2 * count);
            dispersion = Arrays.copyOf(dispersion, 2 * count);
        }
        pixel[count] = pixelInBand;
        dispersion[count++] = amplitudeDispersion;
    }

    int count() {
        return count;
    }

    int pixel(int i) {
        return pixel[i];
    }

    float dispersion(int i) {
        return dispersion[i];
    }
}
