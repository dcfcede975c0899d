package dev.stampede.insar.stage1;

import dev.stampede.io.mat.FormatException;
import dev.stampede.io.text.KeyedText;

/// Baseline of an interferogram at the middle of the scene and how it changes along the orbit.
///
/// @param cross      across the track, m
/// @param normal     away from the earth's centre, m
/// @param crossRate  m/s
/// @param normalRate m/s
record BaselineVector(double cross, double normal, double crossRate, double normalRate) {
    /// From the first and second components after the along-track one.
    static BaselineVector of(KeyedText base) throws FormatException {
        var tcn = base.numbers("initial_baseline(TCN):", 3);
        var rate = base.numbers("initial_baseline_rate:", 3);
        return new BaselineVector(tcn[1], tcn[2], rate[1], rate[2]);
    }

    /// Component perpendicular to the line of sight, m: `(Bc + Ḃc t) cos θ − (Bn + Ḃn t) sin θ`.
    /// @param time    relative to the middle of the image, s
    /// @param cosLook cosine of the look angle
    /// @param sinLook sine of the look angle
    double perpendicular(double time, double cosLook, double sinLook) {
        return (cross + crossRate * time) * cosLook - (normal + normalRate * time) * sinLook;
    }
}
