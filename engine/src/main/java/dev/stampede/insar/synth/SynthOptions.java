package dev.stampede.insar.synth;

import java.time.LocalDate;

/// What to simulate. Every group has the defaults of the preset `demo`.
///
/// @param seed         of every random draw; the same seed gives the same bytes for any block size and
/// thread count
/// @param footprint    raster and sensor
/// @param acquisitions when images are taken and from where
/// @param ground       motion, heights and scatterers
/// @param path         delays along the line of sight
/// @param network      which interferograms are formed
public record SynthOptions(
        long seed, Footprint footprint, Acquisitions acquisitions, Ground ground, PathDelay path, Network network) {

    /// @param width          range samples
    /// @param height         azimuth lines
    /// @param rangeSpacing   slant range, m
    /// @param azimuthSpacing m
    /// @param nearRange      m
    /// @param heading        degrees from north
    /// @param sensor         name written into the parameter files
    /// @param frequency      Hz
    /// @param longitude      of the scene centre, degrees
    /// @param latitude       of the scene centre, degrees
    public record Footprint(
            int width,
            int height,
            double rangeSpacing,
            double azimuthSpacing,
            double nearRange,
            double heading,
            String sensor,
            double frequency,
            double longitude,
            double latitude) {}

    /// @param images         number of acquisitions, at least 2
    /// @param referenceIndex zero-based image that all others are compared with; negative = the middle one
    /// @param firstDate      of the first image
    /// @param stepDays       repeat interval
    /// @param gapProbability chance that an acquisition is missing
    /// @param bperpStd       spread of the perpendicular baselines, m
    public record Acquisitions(
            int images,
            int referenceIndex,
            LocalDate firstDate,
            int stepDays,
            double gapProbability,
            double bperpStd) {}

    /// @param psDensity      mean fraction of pixels with a stable point
    /// @param psAmplitude    median stable amplitude over clutter rms
    /// @param tau            clutter correlation time in open land, days
    /// @param tauUrban       the same in built-up land, days
    /// @param bowl           velocity at the centre of the bowl, mm/yr toward the satellite
    /// @param fault          velocity step across the fault, mm/yr
    /// @param demError       spread of the height error of single points, m
    /// @param demErrorSmooth spread of the smooth height error, m
    /// @param relief         height range, m
    /// @param zeroLines      lines without signal at the end of the last image
    public record Ground(
            double psDensity,
            double psAmplitude,
            double tau,
            double tauUrban,
            double bowl,
            double fault,
            double demError,
            double demErrorSmooth,
            double relief,
            int zeroLines) {}

    /// @param turbulent  spread of the turbulent delay per image, rad
    /// @param stratified spread of the stratified delay per image, rad per 100 m of height
    /// @param ramp       spread of the orbital ramp, rad across the scene
    public record PathDelay(double turbulent, double stratified, double ramp) {}

    /// @param smallBaselines short pairs instead of all against one
    /// @param neighbours     links of each image to the next ones (small baselines)
    /// @param maxBperp       longest baseline of a link beyond the first, m (small baselines)
    public record Network(boolean smallBaselines, int neighbours, double maxBperp) {}

    /// @throws IllegalArgumentException naming the option that makes no sense
    public SynthOptions {
        require(footprint.width >= 8 && footprint.height >= 8, "width and height", "at least 8");
        require(acquisitions.images >= 2, "images", "at least 2");
        require(acquisitions.referenceIndex < acquisitions.images, "master-index", "below images");
        require(acquisitions.stepDays >= 1, "step-days", "at least 1");
        require(acquisitions.gapProbability >= 0 && acquisitions.gapProbability < 1, "gap-prob", "in [0, 1)");
        require(footprint.rangeSpacing > 0 && footprint.azimuthSpacing > 0, "rg-spacing and az-spacing", "positive");
        require(footprint.frequency > 0 && footprint.nearRange > 0, "freq and near-range", "positive");
        require(ground.psDensity >= 0 && ground.psDensity <= 0.5, "ps-density", "in [0, 0.5]");
        require(ground.tau > 0 && ground.tauUrban > 0, "tau and tau-urban", "positive");
        require(ground.zeroLines >= 0 && ground.zeroLines <= footprint.height, "zero-lines", "in [0, height]");
        require(network.neighbours >= 1, "sb-neighbours", "at least 1");
    }

    private static void require(boolean holds, String option, String needed) {
        if (!holds) {
            throw new IllegalArgumentException(option + " must be " + needed);
        }
    }
}
