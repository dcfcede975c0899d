package dev.stampede.patcher;

import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import java.io.IOException;
import java.util.Optional;

/// Takes finished rows of a result from top to bottom, without gaps. One thread at a time.
public interface RowSink extends AutoCloseable {
    /// Called once, before the first rows.
    /// @param like  carries grid, reference system, fill value and names of bands of the result; its
    ///              values are
    ///              those of some rows of the right number of bands
    /// @param grid  of the result
    /// @param bands of the result
    void begin(GeoRaster like, RasterGrid grid, int bands, DType type) throws IOException;

    /// @param rows `bands x n x width`, from row `firstRow` on; valid during the call
    void write(int firstRow, ArrayView rows) throws IOException;

    /// Memory of the sink's own in which rows may be put in place of [#write]: `bands x n x width`, of the type
    /// it was begun with. Empty for sinks that have none.
    default Optional<ArrayView> memory(int firstRow, int n) {
        return Optional.empty();
    }

    /// Called once, after the last rows: what was written appears.
    void end() throws IOException;

    /// Rows come in multiples of this, but for the first after [#finishedRows] and the last.
    default int rowUnit() {
        return 1;
    }

    /// Rows that are there already from an earlier run that was broken off; rows come from this one on.
    default int finishedRows() {
        return 0;
    }

    /// Drops what did not come to an end.
    @Override
    void close() throws IOException;
}
