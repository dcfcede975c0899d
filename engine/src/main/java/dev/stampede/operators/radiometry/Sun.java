package dev.stampede.operators.radiometry;

import java.time.LocalDate;
import java.time.LocalDateTime;

/// Where the sun is.
public final class Sun {
    private static final double MINUTES_PER_DAY = 1440;

    private Sun() {}

    /// Distance of the Earth from the Sun in astronomical units: `1 - 0.01673 cos(0.0172 (doy - 4))`, radians.
    public static double distance(LocalDate date) {
        return 1 - 0.01673 * Math.cos(0.0172 * (date.getDayOfYear() - 4));
    }

    /// Zenith angle in degrees, refraction left out. Within 0.02 degrees from 1900 to 2100. Source: Meeus,
    /// Astronomical Algorithms, as in the solar calculator of NOAA.
    /// @param longitude degrees east
    /// @param latitude  degrees north
    /// @param utc       time in UTC
    public static double zenithAngle(double longitude, double latitude, LocalDateTime utc) {
        double minutes = utc.toLocalTime().toNanoOfDay() / 6e10;
        double julianDay = utc.toLocalDate().toEpochDay() + 2440587.5 + minutes / MINUTES_PER_DAY;
        double t = (julianDay - 2451545) / 36525; // Julian centuries
        double meanLongitude = Math.toRadians(280.46646 + t * (36000.76983 + t * 0.0003032));
        double anomaly = Math.toRadians(357.52911 + t * (35999.05029 - 0.0001537 * t));
        double eccentricity = 0.016708634 - t * (0.000042037 + 0.0000001267 * t);
        double centre = Math.sin(anomaly) * (1.914602 - t * (0.004817 + 0.000014 * t))
                + Math.sin(2 * anomaly) * (0.019993 - 0.000101 * t)
                + Math.sin(3 * anomaly) * 0.000289;
        double node = Math.toRadians(125.04 - 1934.136 * t);
        double apparent = meanLongitude + Math.toRadians(centre - 0.00569 - 0.00478 * Math.sin(node));
        double obliquity = Math.toRadians(23
                + (26 + (21.448 - t * (46.815 + t * (0.00059 - t * 0.001813))) / 60) / 60
                + 0.00256 * Math.cos(node));
        double declination = Math.asin(Math.sin(obliquity) * Math.sin(apparent));
        double y = Math.pow(Math.tan(obliquity / 2), 2);
        double equationOfTime = 4
                * Math.toDegrees(y * Math.sin(2 * meanLongitude)
                        - 2 * eccentricity * Math.sin(anomaly)
                        + 4 * eccentricity * y * Math.sin(anomaly) * Math.cos(2 * meanLongitude)
                        - 0.5 * y * y * Math.sin(4 * meanLongitude)
                        - 1.25 * eccentricity * eccentricity * Math.sin(2 * anomaly));
        double solarMinutes = minutes + equationOfTime + 4 * longitude;
        double hourAngle = Math.toRadians(solarMinutes / 4 - 180);
        double phi = Math.toRadians(latitude);
        double cosine =
                Math.sin(phi) * Math.sin(declination) + Math.cos(phi) * Math.cos(declination) * Math.cos(hourAngle);
        return Math.toDegrees(Math.acos(Math.clamp(cosine, -1.0, 1.0)));
    }

    /// The factor `pi d^2 / cos(sza)` between radiance over irradiance and reflectance.
    /// @throws IllegalArgumentException if the sun is below the horizon
    public static double factor(LocalDate date, double zenithDegrees) {
        double cosine = Math.cos(Math.toRadians(zenithDegrees));
        if (!(cosine > 0)) {
            throw new IllegalArgumentException(
                    "the sun is below the horizon: solar zenith angle " + zenithDegrees + " degrees on " + date);
        }
        double d = distance(date);
        return Math.PI * d * d / cosine;
    }
}
