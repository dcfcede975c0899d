package dev.stampede.io.mat;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// An open MATLAB file of any level. The caller closes it. Values that were read outlive it: they belong to
/// the arena they were read into. Used by one thread at a time.
public interface MatFile extends AutoCloseable {
    Path path();

    MatFormat format();

    /// Every variable, in file order; of variables with the same name only the last.
    List<MatVariable> variables();

    default Optional<MatVariable> find(String name) {
        return variables().stream().filter(v -> v.name().equals(name)).findFirst();
    }

    /// Reads one whole variable.
    /// @throws FormatException if there is no such variable or its data are damaged
    MatValue read(Arena arena, String name) throws IOException;

    /// Reads columns `from` (inclusive) to `to` (exclusive) of a numeric array seen as `dims[0] x rest`,
    /// without holding the whole array in memory when the container allows it (uncompressed level 5 and
    /// level 7.3).
    /// @throws FormatException as [#read]
    MatArray readColumns(Arena arena, String name, long from, long to) throws IOException;

    @Override
    void close() throws IOException;
}
