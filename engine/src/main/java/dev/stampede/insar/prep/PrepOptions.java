package dev.stampede.insar.prep;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;

/// What to prepare and how.
///
/// @param processor      who made the export
/// @param dataset        folder to prepare; created if absent
/// @param export         folder with `rslc/ diff0/ geo/` or `SMALL_BASELINES/ geo/`
/// @param masterDate     YYYYMMDD of the reference image; found from the export when absent
/// @param ampDispersion  keep pixels whose amplitude dispersion is below this; a negative value keeps those
/// of at least its magnitude; 0.4 (small baselines 0.6) when absent
/// @param rangePatches   number of patches in range, 1 up to the width
/// @param azimuthPatches number of patches in azimuth, 1 up to the length
/// @param rangeOverlap   pixels added on each inner edge in range
/// @param azimuthOverlap lines added on each inner edge in azimuth
/// @param mask           raster of one byte per pixel, anything but 0 excludes the pixel
/// @param force          replace what an earlier preparation left
public record PrepOptions(
        Processor processor,
        Path dataset,
        Path export,
        Optional<String> masterDate,
        OptionalDouble ampDispersion,
        int rangePatches,
        int azimuthPatches,
        int rangeOverlap,
        int azimuthOverlap,
        Optional<Path> mask,
        boolean force) {
    /// Default overlap between patches, pixels.
    public static final int OVERLAP = 50;

    /// One patch, default threshold, the export in the dataset's own folder, unless told otherwise.
    public static Builder builder(Processor processor, Path dataset) {
        return new Builder(processor, dataset);
    }

    /// Collects options; every one has a default.
    public static final class Builder {
        private final Processor processor;
        private final Path dataset;
        private Path export;
        private Optional<String> masterDate = Optional.empty();
        private OptionalDouble ampDispersion = OptionalDouble.empty();
        private int rangePatches = 1;
        private int azimuthPatches = 1;
        private int rangeOverlap = OVERLAP;
        private int azimuthOverlap = OVERLAP;
        private Optional<Path> mask = Optional.empty();
        private boolean force;

        private Builder(Processor processor, Path dataset) {
            this.processor = processor;
            this.dataset = dataset;
            this.export = dataset;
        }

        public Builder export(Path folder) {
            export = folder;
            return this;
        }

        public Builder masterDate(String date) {
            masterDate = Optional.of(date);
            return this;
        }

        public Builder ampDispersion(double limit) {
            ampDispersion = OptionalDouble.of(limit);
            return this;
        }

        public Builder patches(int range, int azimuth) {
            rangePatches = range;
            azimuthPatches = azimuth;
            return this;
        }

        public Builder overlap(int range, int azimuth) {
            rangeOverlap = range;
            azimuthOverlap = azimuth;
            return this;
        }

        public Builder mask(Path raster) {
            mask = Optional.of(raster);
            return this;
        }

        public Builder force(boolean replace) {
            force = replace;
            return this;
        }

        public PrepOptions build() {
            return new PrepOptions(
                    processor,
                    dataset,
                    export,
                    masterDate,
                    ampDispersion,
                    rangePatches,
                    azimuthPatches,
                    rangeOverlap,
                    azimuthOverlap,
                    mask,
                    force);
        }
    }

    /// @throws IllegalArgumentException naming the option and its value
    void check() {
        if (ampDispersion.isPresent() && !Double.isFinite(ampDispersion.getAsDouble())) {
            throw new IllegalArgumentException(
                    "--amp-dispersion is " + ampDispersion.getAsDouble() + ", must be a finite number");
        }
        atLeast("--range-patches", rangePatches, 1);
        atLeast("--azimuth-patches", azimuthPatches, 1);
        atLeast("--range-overlap", rangeOverlap, 0);
        atLeast("--azimuth-overlap", azimuthOverlap, 0);
        if (masterDate.isPresent() && !masterDate.get().matches("\\d{8}")) {
            throw new IllegalArgumentException("--master-date is " + masterDate.get() + ", must be YYYYMMDD");
        }
    }

    private static void atLeast(String option, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(option + " is " + value + ", must be at least " + least);
        }
    }
}
