package dev.stampede.io.mat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SequencedMap;

/// Opens and writes MATLAB files. The format of an existing file is found from its content, never from its name.
public final class MatFiles {
    private MatFiles() {}

    /// Opens a file of any level for reading.
    /// @throws java.nio.file.NoSuchFileException if it does not exist
    /// @throws FormatException if it is not a MATLAB file or is damaged
    public static MatFile open(Path file) throws IOException {
        throw new UnsupportedOperationException("not written yet");
    }

    /// Writes `variables` to `file` in the given order, replacing it. Same content, same bytes. The file is written in
    /// place: callers that need an atomic replacement write to a temporary sibling and rename.
    public static void write(Path file, SequencedMap<String, MatValue> variables, MatFormat format) throws IOException {
        throw new UnsupportedOperationException("not written yet");
    }
}
