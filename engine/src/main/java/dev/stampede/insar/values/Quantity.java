package dev.stampede.insar.values;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// What is shown, before corrections.
public enum Quantity {
    WRAPPED("w", "Wrapped phase", "rad", Sign.AWAY),
    PATCH_PHASE("p", "Spatially filtered wrapped phase", "rad", Sign.AWAY),
    GRID_PHASE("wf", "Wrapped phase on the unwrapping grid", "rad", Sign.AWAY),
    UNWRAPPED("u", "Unwrapped phase", "rad", Sign.AWAY),
    TIME_SERIES("ts", "Displacement over time", "mm", Sign.TOWARD),
    DEM_ERROR("d", "Spatially correlated look-angle error", "rad/m", "phase per metre of perpendicular baseline"),
    REFERENCE_ATMOSPHERE("m", "Atmosphere and orbit error of the reference image", "rad", Sign.AWAY),
    ORBITAL_RAMP("o", "Orbital ramp", "rad", Sign.AWAY),
    SECONDARY_NOISE("s", "Spatially correlated noise of the secondary images", "rad", Sign.AWAY),
    HEIGHT("hgt", "Height", "m", ""),
    VELOCITY("v", "Mean velocity", "mm/yr", Sign.TOWARD),
    VELOCITY_STD("vs", "Standard deviation of mean velocity", "mm/yr", ""),
    VELOCITY_DROP("vdrop", "Mean velocity without one interferogram", "mm/yr", Sign.TOWARD),
    TROPOSPHERE("a", "Tropospheric delay", "rad", Sign.AWAY),
    UNWRAPPED_PAIRS("usb", "Unwrapped phase of small baselines", "rad", Sign.AWAY),
    RESIDUAL_PAIRS("rsb", "Residual of the small-baseline inversion", "rad", Sign.AWAY),
    TROPOSPHERE_PAIRS("asb", "Tropospheric delay of small baselines", "rad", Sign.AWAY);

    private static final class Sign {
        private static final String AWAY = "positive away from the satellite";
        private static final String TOWARD = "positive toward the satellite";
    }

    private final String code;
    private final String title;
    private final String unit;
    private final String sign;

    Quantity(String code, String title, String unit, String sign) {
        this.code = code;
        this.title = title;
        this.unit = unit;
        this.sign = sign;
    }

    public String code() {
        return code;
    }

    public String title() {
        return title;
    }

    public String unit() {
        return unit;
    }

    /// What a positive value means; empty when that goes without saying.
    public String sign() {
        return sign;
    }

    boolean isWrapped() {
        return this == WRAPPED || this == PATCH_PHASE || this == GRID_PHASE;
    }

    /// What may be named after it.
    Set<Correction> corrections() {
        return switch (this) {
            case WRAPPED ->
                EnumSet.of(
                        Correction.DEM_ERROR,
                        Correction.REFERENCE_ATMOSPHERE,
                        Correction.ORBITAL_RAMP,
                        Correction.TROPOSPHERE);
            case UNWRAPPED, TIME_SERIES, VELOCITY, VELOCITY_STD, VELOCITY_DROP -> EnumSet.allOf(Correction.class);
            case UNWRAPPED_PAIRS -> EnumSet.complementOf(EnumSet.of(Correction.REFERENCE_ATMOSPHERE));
            case RESIDUAL_PAIRS -> EnumSet.of(Correction.ORBITAL_RAMP);
            default -> EnumSet.noneOf(Correction.class);
        };
    }

    boolean takesCorrections() {
        return !corrections().isEmpty();
    }

    static Optional<Quantity> ofCode(String code) {
        return Arrays.stream(values()).filter(q -> q.code.equals(code)).findFirst();
    }
}
