package dev.stampede.operators.plume;

import java.util.List;

/// Rates of emission through cross sections.
///
/// @param rate      mean of the transects that meet the plume, kg/s; 0 without one
/// @param std       their standard deviation (n - 1), kg/s; 0 with fewer than two
/// @param transects every one in order
public record CrossSection(double rate, double std, List<Transect> transects) {
    /// One line across the plume.
    ///
    /// @param distance    downwind of the source, metres
    /// @param lineDensity integral of the enhancement along it, kg/m
    /// @param rate        times the wind, kg/s
    /// @param pixels      points of the line within the plume
    public record Transect(double distance, double lineDensity, double rate, int pixels) {}
}
