package dev.stampede.mosaic.merge;

import java.util.Arrays;

/// Distance of pixels to the edge of a mask, positive inside, negative outside, in map units, limited to a
/// reach: from a pixel's centre to the nearest centre on the other side, less half of the way between them
/// that belongs to the other pixel.
final class SeamDistance {
    private final int width;
    private final int height;
    private final double pixelWidth;
    private final double pixelHeight;
    private final double reach;

    /// @param width  columns of the mask, margin included
    /// @param height rows of the mask, margin included
    /// @param reach  map units
    SeamDistance(int width, int height, double pixelWidth, double pixelHeight, double reach) {
        this.width = width;
        this.height = height;
        this.pixelWidth = pixelWidth;
        this.pixelHeight = pixelHeight;
        this.reach = reach;
    }

    /// @param mask row-major, 1 inside
    double[] of(byte[] mask) {
        double[] toOutside = nearest(mask, (byte) 0);
        double[] toInside = nearest(mask, (byte) 1);
        double half = Math.min(pixelWidth, pixelHeight) / 2;
        double[] signed = new double[mask.length];
        for (int i = 0; i < mask.length; i++) {
            signed[i] = mask[i] != 0 ? Math.min(reach, toOutside[i] - half) : Math.max(-reach, half - toInside[i]);
        }
        return signed;
    }

    /// Distance of each pixel to the nearest of a kind; infinite beyond the reach.
    private double[] nearest(byte[] mask, byte kind) {
        double[] along = new double[mask.length]; // squared, within the row
        for (int row = 0; row < height; row++) {
            sweep(mask, kind, row, along, 0, width, 1);
            sweep(mask, kind, row, along, width - 1, -1, -1);
        }
        int rows = (int) Math.ceil(reach / pixelHeight) + 1;
        double[] result = new double[mask.length];
        for (int row = 0; row < height; row++) {
            for (int col = 0; col < width; col++) {
                double least = Double.POSITIVE_INFINITY;
                for (int other = Math.max(0, row - rows); other <= Math.min(height - 1, row + rows); other++) {
                    double down = (other - row) * pixelHeight;
                    least = Math.min(least, along[other * width + col] + down * down);
                }
                result[row * width + col] = Math.sqrt(least);
            }
        }
        return result;
    }

    private void sweep(byte[] mask, byte kind, int row, double[] along, int from, int to, int step) {
        boolean second = step < 0;
        int last = -1;
        if (!second) {
            Arrays.fill(along, row * width, (row + 1) * width, Double.POSITIVE_INFINITY);
        }
        for (int col = from; col != to; col += step) {
            last = mask[row * width + col] == kind ? col : last;
            if (last >= 0) {
                double distance = (col - last) * pixelWidth;
                int at = row * width + col;
                along[at] = Math.min(along[at], distance * distance);
            }
        }
    }
}
