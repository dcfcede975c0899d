package dev.stampede.insar.synth;

import java.io.IOException;

/// Where the files of an export lie, relative to its folder, and its metadata.
interface StackNames {
    /// Where an image is written first.
    String image(int image);

    /// Where a small-baseline pair has one of its images.
    String imageOf(int[] pair, int image);

    String interferogram(int[] pair);

    String longitude();

    String latitude();

    String height();

    /// Writes everything but the images, interferograms, coordinates and heights.
    void describe(ExportFiles files) throws IOException;

    static StackNames of(ExportLayout layout, StackPlan plan) {
        return switch (layout) {
            case SNAP, GAMMA -> new KeyedTextNames(plan);
            case DORIS -> new DatedNames(plan, false);
            case ISCE -> new DatedNames(plan, true);
        };
    }
}
