package dev.stampede.operators.plume;

/// A rate of emission.
///
/// @param mass        integrated mass enhancement, kg
/// @param area        of the plume, square metres
/// @param length      L, metres
/// @param rate        Q, kg/s
/// @param uncertainty of the rate, kg/s
/// @param pixels      of the plume
public record SourceRate(double mass, double area, double length, double rate, double uncertainty, int pixels) {
    /// Q in kg/h.
    public double kilogramsPerHour() {
        return rate * 3600;
    }
}
