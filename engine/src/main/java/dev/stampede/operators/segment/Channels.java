package dev.stampede.operators.segment;

import dev.stampede.operators.core.OperatorTypeException;
import dev.stampede.operators.pixels.BandStatistics;
import dev.stampede.operators.pixels.Lines;
import dev.stampede.raster.GeoRaster;

/// Bands of a raster on the heap in single precision; a pixel that lacks a band has NaN in all.
final class Channels {
    private Channels() {}

    /// @param scaled whether values are brought to 0 to 1, all bands together
    /// @throws OperatorTypeException if there is a time axis
    static float[][] of(GeoRaster in, boolean scaled, String who) {
        if (in.rank() > 3) {
            throw new OperatorTypeException(who + " takes bands, rows and columns, not " + in.values());
        }
        var bands = BandStatistics.bands(in);
        var moments = BandStatistics.moments(in.values());
        double low = scaled ? moments.min() : 0;
        double span = scaled && moments.max() > moments.min() ? moments.max() - moments.min() : 1;
        var channels = new float[bands.size()][];
        for (int band = 0; band < channels.length; band++) {
            var values = Lines.all(bands.get(band));
            channels[band] = new float[values.length];
            for (int i = 0; i < values.length; i++) {
                channels[band][i] = (float) ((values[i] - low) / span);
            }
        }
        for (int i = 0; i < channels[0].length; i++) {
            boolean whole = true;
            for (var channel : channels) {
                whole &= Math.abs(channel[i]) <= Float.MAX_VALUE;
            }
            for (var channel : channels) {
                channel[i] = whole ? channel[i] : Float.NaN;
            }
        }
        return channels;
    }
}
