package dev.stampede.insar.stage1;

import dev.stampede.insar.model.Constants;
import dev.stampede.io.mat.FormatException;
import dev.stampede.io.text.KeyedText;

/// Viewing geometry of the reference image on a spherical earth.
///
/// @param nearRange    slant range of the first column, m
/// @param rangeSpacing slant range per column, m
/// @param centreRange  slant range of the middle column, m
/// @param orbitRadius  satellite to centre of the earth, m
/// @param earthRadius  centre of the earth to the surface below the satellite, m
/// @param lines        azimuth lines of the image
/// @param prf          lines per second, Hz
/// @param heading      flight direction, degrees clockwise from north
/// @param wavelength   of the carrier, m
/// @param platform     name of the sensor, empty when unknown
record ImageGeometry(
        double nearRange,
        double rangeSpacing,
        double centreRange,
        double orbitRadius,
        double earthRadius,
        double lines,
        double prf,
        double heading,
        double wavelength,
        String platform) {

    /// @throws FormatException naming the keyword that is missing
    static ImageGeometry of(KeyedText parameters) throws FormatException {
        return new ImageGeometry(
                parameters.number("near_range_slc"),
                parameters.number("range_pixel_spacing"),
                parameters.number("center_range_slc"),
                parameters.number("sar_to_earth_center"),
                parameters.number("earth_radius_below_sensor"),
                parameters.number("azimuth_lines"),
                parameters.number("prf"),
                parameters.number("heading:"),
                Constants.SPEED_OF_LIGHT / parameters.number("radar_frequency:"),
                parameters.has("sensor:") ? parameters.word("sensor:") : "");
    }

    /// Slant range of a column, m.
    double range(int column) {
        return nearRange + column * rangeSpacing;
    }

    /// Angle at the satellite between the centre of the earth and the target, rad:
    /// `acos((Rs² + r² − Re²) / (2 Rs r))`.
    double lookAngle(double range) {
        return Math.acos(
                (orbitRadius * orbitRadius + range * range - earthRadius * earthRadius) / (2 * orbitRadius * range));
    }

    /// Angle at the target between the vertical and the satellite, rad: `acos((Rs² − Re² − r²) / (2 Re r))`.
    double incidence(double range) {
        return Math.acos(
                (orbitRadius * orbitRadius - earthRadius * earthRadius - range * range) / (2 * earthRadius * range));
    }

    /// Time of a line relative to the middle of the image, s.
    double time(int line) {
        return (line - (lines / 2 - 0.5)) / prf;
    }
}
