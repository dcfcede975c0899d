package dev.stampede.operators.plume;

/// What is known of one plume, finite values only.
///
/// @param label  from 1, row by row
/// @param pixels how many
/// @param areaM2 square metres
/// @param x      of the centroid
/// @param y      of the centroid
/// @param min    least enhancement
/// @param max    largest
/// @param mean   of the pixels
/// @param std    population standard deviation
/// @param median of an even number the mean of the two in the middle
/// @param sum    of the pixels
/// @param mass   sum times the area of a pixel: kg where the enhancement is in kg/m2
public record PlumeStats(
        int label,
        int pixels,
        double areaM2,
        double x,
        double y,
        double min,
        double max,
        double mean,
        double std,
        double median,
        double sum,
        double mass) {}
