package dev.stampede.insar.synth;

import java.util.Locale;

/// The metadata texts of an export, in the words GAMMA uses.
final class ExportText {
    private ExportText() {}

    static String parameters(SynthOptions options, Scene scene, Acquisition image) {
        var f = options.footprint();
        var lines = new StringBuilder("Gamma Interferometric SAR Processor (ISP) - Image Parameter File\n\n");
        add(lines, "title:     %s", image.name());
        add(lines, "sensor:    %s IW IW2 VV", f.sensor());
        add(lines, "date:      %1$tY %1$tm %1$td", image.date());
        add(lines, "line_header_size:   0");
        add(lines, "range_samples:      %d", f.width());
        add(lines, "azimuth_lines:      %d", f.height());
        add(lines, "range_looks:        1");
        add(lines, "azimuth_looks:      1");
        add(lines, "image_format:       FCOMPLEX");
        add(lines, "image_geometry:     SLANT_RANGE");
        add(lines, "center_latitude:    %.7f   degrees", f.latitude());
        add(lines, "center_longitude:   %.7f   degrees", f.longitude());
        add(lines, "heading:            %.7f   degrees", f.heading());
        add(lines, "range_pixel_spacing:    %.6f   m", f.rangeSpacing());
        add(lines, "azimuth_pixel_spacing:  %.6f   m", f.azimuthSpacing());
        add(lines, "near_range_slc:     %.4f  m", f.nearRange());
        add(lines, "center_range_slc:   %.4f  m", f.nearRange() + f.rangeSpacing() * (f.width() - 1) / 2);
        add(lines, "far_range_slc:      %.4f  m", f.nearRange() + f.rangeSpacing() * (f.width() - 1));
        add(lines, "incidence_angle:    %.4f   degrees", Math.toDegrees(scene.incidence(f.width() / 2)));
        add(lines, "radar_frequency:    %.6e   Hz", f.frequency());
        add(lines, "prf:                %.7f   Hz", scene.prf());
        add(lines, "sar_to_earth_center:        %.4f   m", Scene.SATELLITE_RADIUS);
        add(lines, "earth_radius_below_sensor:  %.4f   m", Scene.EARTH_RADIUS);
        return lines.toString();
    }

    /// Baseline of `secondary` against `reference`.
    static String baseline(Acquisition reference, Acquisition secondary) {
        var lines = new StringBuilder();
        add(
                lines,
                "initial_baseline(TCN):       0.0000000   %.7f   %.7f   m   m   m",
                secondary.cross() - reference.cross(),
                secondary.normal() - reference.normal());
        add(
                lines,
                "initial_baseline_rate:       0.0000000   %.7f   %.7f   m/s m/s m/s",
                secondary.crossRate() - reference.crossRate(),
                secondary.normalRate() - reference.normalRate());
        add(lines, "precision_baseline(TCN):     0.0000000   0.0000000   0.0000000   m   m   m");
        add(lines, "precision_baseline_rate:     0.0000000   0.0000000   0.0000000   m/s m/s m/s");
        return lines.toString();
    }

    private static void add(StringBuilder lines, String format, Object... values) {
        lines.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
