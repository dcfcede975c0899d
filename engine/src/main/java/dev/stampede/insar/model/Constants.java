package dev.stampede.insar.model;

/// Physical and calendar constants, each with unit and source.
public final class Constants {
    /// Speed of light in vacuum, m/s (exact, SI).
    public static final double SPEED_OF_LIGHT = 299792458.0;

    /// Days per year used for velocities, d/yr (Julian year 365.25, as StaMPS).
    public static final double DAYS_PER_YEAR = 365.25;

    /// Nominal slant range of the trial-wrap formula, m (StaMPS keeps ERS's 830 km for every sensor).
    public static final double NOMINAL_SLANT_RANGE = 830000.0;

    /// Added to a stored look angle to get incidence, rad (StaMPS, ERS geometry).
    public static final double LOOK_TO_INCIDENCE = 0.052;

    /// Incidence when nothing is known, rad (21 degrees, ERS).
    public static final double DEFAULT_INCIDENCE = Math.toRadians(21);

    /// MATLAB day number of 1970-01-01.
    public static final int DATENUM_OF_EPOCH = 719529;

    private Constants() {}
}
