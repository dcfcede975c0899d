package dev.stampede.insar.synth;

import java.util.List;

/// What is simulated: the scene, its images and which of them are combined.
///
/// @param options   as given
/// @param scene     geometry
/// @param reference index of the reference image
/// @param images    in order of date
/// @param pairs     indices of the first and second image of each interferogram
record StackPlan(SynthOptions options, Scene scene, int reference, List<Acquisition> images, List<int[]> pairs) {
    boolean smallBaselines() {
        return options.network().smallBaselines();
    }

    String name(int image) {
        return images.get(image).name();
    }

    String master() {
        return name(reference);
    }

    /// `YYYYMMDD_YYYYMMDD`.
    String name(int[] pair) {
        return name(pair[0]) + "_" + name(pair[1]);
    }

    /// The first pair an image belongs to.
    int[] firstPairOf(int image) {
        for (var pair : pairs) {
            if (pair[0] == image || pair[1] == image) {
                return pair;
            }
        }
        throw new AssertionError("every image has a pair with its neighbour");
    }
}
