package dev.stampede.mosaic.local;

import dev.stampede.mosaic.VectorMask;
import dev.stampede.raster.Bounds;
import dev.stampede.raster.DType;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What local matching can be asked for.
///
/// @param vectorMask  restricts block means, not what is corrected
/// @param blocks      size of the grid
/// @param alpha       factor on the corrected value, not for [CorrectionMethod#LINEAR]
/// @param method      formula
/// @param saveMaps    where maps are kept
/// @param loadMaps    maps to use instead of computing them
/// @param canvas      area the grid covers; empty = all images together
/// @param calculation type of the maps
public record LocalParameters(
        Optional<VectorMask> vectorMask,
        BlockCount blocks,
        double alpha,
        CorrectionMethod method,
        Optional<SaveMaps> saveMaps,
        Optional<LoadMaps> loadMaps,
        Optional<Bounds> canvas,
        DType calculation) {
    private static final int PER_IMAGE = 100;

    public static final LocalParameters DEFAULTS = new LocalParameters(
            Optional.empty(),
            new BlockCount.PerImage(PER_IMAGE),
            1,
            CorrectionMethod.OFFSET,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            DType.FLOAT32);

    /// @param reference path of the reference map
    /// @param template  path of an image's map, `$` standing for the image
    public record SaveMaps(Path reference, String template) {}

    /// @param reference the reference map; empty to compute it from the maps of images
    /// @param local     maps of images; the base name of each holds that of its image
    public record LoadMaps(Optional<Path> reference, List<Path> local) {
        public LoadMaps {
            local = List.copyOf(local);
        }
    }

    public LocalParameters withBlocks(BlockCount count) {
        return new LocalParameters(vectorMask, count, alpha, method, saveMaps, loadMaps, canvas, calculation);
    }

    public LocalParameters withMethod(CorrectionMethod formula, double factor) {
        return new LocalParameters(vectorMask, blocks, factor, formula, saveMaps, loadMaps, canvas, calculation);
    }

    public LocalParameters withCanvas(Bounds bounds) {
        return new LocalParameters(
                vectorMask, blocks, alpha, method, saveMaps, loadMaps, Optional.of(bounds), calculation);
    }

    public LocalParameters withMaps(Optional<SaveMaps> save, Optional<LoadMaps> load) {
        return new LocalParameters(vectorMask, blocks, alpha, method, save, load, canvas, calculation);
    }

    public LocalParameters withVectorMask(VectorMask mask) {
        return new LocalParameters(Optional.of(mask), blocks, alpha, method, saveMaps, loadMaps, canvas, calculation);
    }

    public LocalParameters withCalculation(DType type) {
        return new LocalParameters(vectorMask, blocks, alpha, method, saveMaps, loadMaps, canvas, type);
    }
}
