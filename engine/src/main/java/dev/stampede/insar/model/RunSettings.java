package dev.stampede.insar.model;

import java.nio.file.Path;
import java.util.Optional;

/// Choices of a run that are not science parameters of the dataset.
///
/// @param randomHistogram  folder with `PATCH_n/nr_raw.mat` that replaces the random-phase histogram of stage 2
/// @param randomSeed       seed of the random-phase histogram
/// @param histogramCache   folder of cached random-phase histograms, shared between datasets
/// @param unwrapper        `native` (own solver) or `snaphu`
/// @param snaphuProgram    the user's snaphu program, or a shared library with its solver
/// @param triangulator     `triangle` (built in), or the Triangle library as
/// [dev.stampede.geometry.Triangulators] names it
/// @param gridScale        factor on `unwrap_grid_size`
/// @param ifgWorkers       interferograms unwrapped at once, 0 = as threads and memory allow
/// @param chunkPs          points per block in stages 7 and 8
/// @param chunkEdges       edges per block in stages 4, 6 and 8
/// @param maxMemoryBytes   memory the run may use
public record RunSettings(
        Optional<Path> randomHistogram,
        long randomSeed,
        Optional<Path> histogramCache,
        String unwrapper,
        String snaphuProgram,
        String triangulator,
        double gridScale,
        int ifgWorkers,
        int chunkPs,
        int chunkEdges,
        long maxMemoryBytes) {
    public static RunSettings defaults() {
        return new RunSettings(
                Optional.empty(),
                2005,
                Optional.empty(),
                "native",
                "snaphu",
                "triangle",
                1.0,
                0,
                100_000,
                200_000,
                8L << 30);
    }
}
