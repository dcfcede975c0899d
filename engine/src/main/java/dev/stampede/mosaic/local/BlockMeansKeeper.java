package dev.stampede.mosaic.local;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Block means an earlier run left, and where those of this run go as soon as they are there.
public interface BlockMeansKeeper {
    /// Knows and keeps nothing.
    BlockMeansKeeper NONE = new BlockMeansKeeper() {
        @Override
        public Optional<Kept> known(String image) {
            return Optional.empty();
        }

        @Override
        public void keep(String image, Kept means) {}
    };

    /// What an image gives.
    ///
    /// @param rows    of blocks
    /// @param cols    of blocks
    /// @param bands   mean of each block, row-major; `NaN` = none
    /// @param minimum smallest valid pixel of all bands
    record Kept(int rows, int cols, List<double[]> bands, double minimum) {}

    /// @throws IOException if it cannot be read
    Optional<Kept> known(String image) throws IOException;

    /// @throws IOException if it cannot be written
    void keep(String image, Kept means) throws IOException;
}
