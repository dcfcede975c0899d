package dev.stampede.insar.stage2;

/// Where the iterations stand.
///
/// @param finished    iterations done
/// @param previousRms rms change of coherence in the last of them
/// @param random      histogram of noise, scaled so far
record IterationState(int finished, double previousRms, double[] random) {
    static IterationState start(double[] random) {
        return new IterationState(0, 0, random);
    }

    IterationState after(double rms) {
        return new IterationState(finished + 1, rms, random);
    }

    IterationState withRandom(double[] scaled) {
        return new IterationState(finished, previousRms, scaled);
    }
}
