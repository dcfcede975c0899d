package dev.stampede.verify.geostack;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.List;

/// Knows how cases of some kind are run.
public interface CaseFamily {
    /// Whether it can run a case.
    boolean handles(GeostackCase test);

    /// Runs a case and says how its results compare with the expected files.
    /// @param arena owns what is read and made; lives until the outcome is known
    /// @return one per expected file
    /// @throws IOException if a file cannot be read
    List<Comparison> run(GeostackCase test, Arena arena) throws IOException;
}
