package dev.stampede.mosaic.global;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/// Statistics an earlier run left, and where those of this run go as soon as they are there.
public interface StatisticsKeeper {
    /// Knows and keeps nothing.
    StatisticsKeeper NONE = new StatisticsKeeper() {
        @Override
        public ImageStatistics known() {
            return new ImageStatistics(Map.of(), List.of());
        }

        @Override
        public void keep(String image, List<BandStatistics> bands) {}

        @Override
        public void keep(Overlap overlap) {}
    };

    /// Of images and pairs, those that share no valid pixel included.
    /// @throws IOException if it cannot be read
    ImageStatistics known() throws IOException;

    /// Keeps the statistics of an image. Called from several threads.
    /// @throws IOException if they cannot be written
    void keep(String image, List<BandStatistics> bands) throws IOException;

    /// Keeps the statistics of a pair, which may share no valid pixel. Called from several threads.
    /// @throws IOException if they cannot be written
    void keep(Overlap overlap) throws IOException;
}
