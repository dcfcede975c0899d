package dev.stampede.mosaic.global;

/// Gain and offset of one band: corrected value = `scale` value + `offset`.
public record Adjustment(double scale, double offset) {}
