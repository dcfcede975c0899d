package dev.stampede.mosaic;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/// Where a file is kept while it is written, and which of its tiles are on the disk with which checksum.
public interface TileLog {
    /// The file while it is not whole, in the file system of its target.
    Path partial();

    /// Checksums of the tiles an earlier run wrote, by number; the file may be damaged nevertheless.
    /// @throws IOException if the list cannot be read
    Map<Integer, Long> written() throws IOException;

    /// Adds tiles that are on the disk now.
    /// @throws IOException if they cannot be listed
    void add(Map<Integer, Long> tiles) throws IOException;

    /// Starts over: there are no tiles and no file.
    /// @throws IOException if they cannot be removed
    void clear() throws IOException;

    /// Told how many tiles of how many are taken from the earlier run.
    void reused(int tiles, int of);
}
