package dev.stampede.insar.values;

import dev.stampede.insar.model.StackGeometry;

/// Which unwrapped phases a value rests on.
enum Series {
    /// One column per image, relative to the reference image.
    IMAGES,
    /// One column per small-baseline interferogram.
    PAIRS;

    /// Small letters mean interferograms in small-baseline data, capitals the inverted series; with a single
    /// reference image there is one series only.
    static Series of(ValueType type, StackGeometry stack) {
        if (stack.pairs() == null) {
            return IMAGES;
        }
        return switch (type.quantity()) {
            case WRAPPED, PATCH_PHASE, GRID_PHASE, UNWRAPPED_PAIRS, RESIDUAL_PAIRS, TROPOSPHERE_PAIRS -> PAIRS;
            case VELOCITY, VELOCITY_STD, VELOCITY_DROP, DEM_ERROR, ORBITAL_RAMP -> type.inverted() ? IMAGES : PAIRS;
            case UNWRAPPED, TIME_SERIES, REFERENCE_ATMOSPHERE, SECONDARY_NOISE, TROPOSPHERE, HEIGHT -> IMAGES;
        };
    }

    int columns(StackGeometry stack) {
        return this == PAIRS || stack.pairs() == null ? stack.ifgCount() : stack.imageCount();
    }

    /// Days from the first to the second image of a column.
    double days(StackGeometry stack, int column) {
        return this == PAIRS
                ? stack.day()[stack.pairs()[column][1]] - stack.day()[stack.pairs()[column][0]]
                : stack.day()[column] - stack.referenceDay();
    }

    /// The artifact of this series, for names such as `scla2` and `scla_sb2`.
    String artifact(String name) {
        return this == PAIRS ? name + "_sb2" : name + "2";
    }
}
