package dev.stampede.mosaic.global;

import dev.stampede.kernels.matching.Moments;

/// Mean, population standard deviation and number of valid pixels of one band.
public record BandStatistics(double mean, double std, long size) {
    static BandStatistics of(Moments moments, long size) {
        return size == 0 ? new BandStatistics(0, 0, 0) : new BandStatistics(moments.mean(), moments.std(), size);
    }
}
