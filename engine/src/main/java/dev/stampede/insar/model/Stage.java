package dev.stampede.insar.model;

import java.io.IOException;
import java.util.OptionalLong;

/// One of the eight processing stages (stage 5 has two: per patch and merged). An implementation reads
/// artifacts from the context's folder, computes, and puts its outputs into the context's bundle; it never
/// touches files otherwise.
public interface Stage {
    /// 1 to 8.
    int number();

    /// Whether it works in patch folders or in the dataset root.
    Scope scope();

    /// Refuses, before anything is written, parameter combinations this stage does not support.
    /// @throws UnsupportedModeException naming the parameter and its value
    default void requireSupported(StageContext context) {}

    /// Estimated peak of off-heap and heap memory in bytes for this folder; reads at most file headers.
    long estimateMemory(StageContext context) throws IOException;

    /// The least it will need, from what is there before the stages it builds on have run; none when
    /// nothing can be said. A run that cannot fit is refused by it before the first stage.
    default OptionalLong leastMemory(StageContext context) throws IOException {
        return OptionalLong.empty();
    }

    StageSummary run(StageContext context) throws IOException;

    /// Where a stage works.
    enum Scope {
        PATCH,
        MERGED
    }
}
