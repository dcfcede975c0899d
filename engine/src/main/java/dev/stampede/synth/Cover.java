package dev.stampede.synth;

/// What the ground is.
enum Cover {
    LAKE,
    RIVER,
    FOREST,
    VILLAGE,
    WHEAT,
    MAIZE,
    MEADOW,
    RAPE,
    FALLOW;

    boolean isWater() {
        return this == LAKE || this == RIVER;
    }

    boolean isField() {
        return ordinal() >= WHEAT.ordinal();
    }

    /// Share of the ground under green leaves on a day of the year; `vigour` scales it, 0 to 1.
    double green(double day, double vigour) {
        double share = switch (this) {
            case LAKE, RIVER -> 0;
            case FOREST -> 0.72 + 0.25 * bell(day, 195, 75);
            case VILLAGE -> 0.25 + 0.15 * bell(day, 180, 70);
            case WHEAT -> 0.03 + 0.85 * bell(day, 128, 27);
            case MAIZE -> 0.05 + 0.9 * bell(day, 218, 38);
            case MEADOW -> 0.45 + 0.4 * bell(day, 165, 70);
            case RAPE -> 0.03 + 0.85 * bell(day, 116, 29);
            case FALLOW -> 0.03 + 0.06 * bell(day, 170, 60);
        };
        return share * vigour;
    }

    /// Share of what is not green that is ripe straw and not soil.
    double straw(double day) {
        return switch (this) {
            case WHEAT, RAPE -> Noise.step(165, 188, day) * (1 - Noise.step(235, 275, day));
            case MAIZE -> Noise.step(255, 280, day);
            case MEADOW -> 0.6;
            default -> 0.1;
        };
    }

    private static double bell(double day, double peak, double width) {
        double t = (day - peak) / width;
        return Math.exp(-0.5 * t * t);
    }
}
