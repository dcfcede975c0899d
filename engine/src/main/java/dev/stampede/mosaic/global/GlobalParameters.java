package dev.stampede.mosaic.global;

import dev.stampede.mosaic.Selection;
import dev.stampede.mosaic.VectorMask;
import dev.stampede.raster.DType;
import java.nio.file.Path;
import java.util.Optional;

/// What global matching can be asked for.
///
/// @param vectorMask      restricts statistics, not what is corrected
/// @param estimateStats   sampled statistics; empty = as the compatibility says, exact without one
/// @param modelImages     which images the equations go over; the others follow them
/// @param meanFactor      weight of the equations of overlap means
/// @param stdFactor       weight of the equations of overlap deviations
/// @param saveAdjustments where statistics and adjustments are kept
/// @param loadAdjustments where statistics are taken from
/// @param calculation     type numbers are rounded to in the file of adjustments
public record GlobalParameters(
        Optional<VectorMask> vectorMask,
        Optional<Boolean> estimateStats,
        Optional<Selection> modelImages,
        double meanFactor,
        double stdFactor,
        Optional<Path> saveAdjustments,
        Optional<Path> loadAdjustments,
        DType calculation) {
    public static final GlobalParameters DEFAULTS = new GlobalParameters(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            1,
            1,
            Optional.empty(),
            Optional.empty(),
            DType.FLOAT32);

    public GlobalParameters withEstimateStats(boolean estimate) {
        return new GlobalParameters(
                vectorMask,
                Optional.of(estimate),
                modelImages,
                meanFactor,
                stdFactor,
                saveAdjustments,
                loadAdjustments,
                calculation);
    }

    public GlobalParameters withFactors(double mean, double std) {
        return new GlobalParameters(
                vectorMask, estimateStats, modelImages, mean, std, saveAdjustments, loadAdjustments, calculation);
    }

    public GlobalParameters withModelImages(Selection selection) {
        return new GlobalParameters(
                vectorMask,
                estimateStats,
                Optional.of(selection),
                meanFactor,
                stdFactor,
                saveAdjustments,
                loadAdjustments,
                calculation);
    }

    public GlobalParameters withVectorMask(VectorMask mask) {
        return new GlobalParameters(
                Optional.of(mask),
                estimateStats,
                modelImages,
                meanFactor,
                stdFactor,
                saveAdjustments,
                loadAdjustments,
                calculation);
    }

    public GlobalParameters withFiles(Optional<Path> save, Optional<Path> load) {
        return new GlobalParameters(
                vectorMask, estimateStats, modelImages, meanFactor, stdFactor, save, load, calculation);
    }
}
