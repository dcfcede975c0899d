package dev.stampede.mosaic.seam;

import dev.stampede.runtime.UsageException;
import java.nio.file.Path;
import java.util.Optional;

/// How seamlines are found.
///
/// @param aoi             a vector file; what lies outside its polygons is cut away
/// @param footprints      a vector file with the outlines of the images, in place of their valid pixels
/// @param imageField      name of the field of the result that holds the image's name
/// @param minPointSpacing distance of seeds along the outline of an overlap, map units, above 0
/// @param minCutLength    edges of the Voronoi diagram shorter than this are not used, map units
/// @param debugVectors    file that gets the steps in between: outlines, meeting points, seeds, cells, lines
public record SeamlineParameters(
        Optional<Path> aoi,
        Optional<FootprintFile> footprints,
        String imageField,
        double minPointSpacing,
        double minCutLength,
        Optional<Path> debugVectors) {
    /// Outlines of images in a vector file.
    ///
    /// @param file  the file; its first layer counts
    /// @param field the field whose value is contained in the name of the image it belongs to
    public record FootprintFile(Path file, String field) {}

    /// Seeds every 10 map units, every edge used, footprints from valid pixels.
    public static final SeamlineParameters DEFAULT =
            new SeamlineParameters(Optional.empty(), Optional.empty(), "image", 10, 0, Optional.empty());

    /// @throws UsageException if a number is out of its range
    public SeamlineParameters {
        if (!(minPointSpacing > 0 && minPointSpacing < Double.POSITIVE_INFINITY)) {
            throw new UsageException("min_point_spacing must be > 0.");
        }
        if (Double.isNaN(minCutLength)) {
            throw new UsageException("min_cut_length must be a number.");
        }
    }

    public SeamlineParameters withAoi(Path file) {
        return new SeamlineParameters(
                Optional.of(file), footprints, imageField, minPointSpacing, minCutLength, debugVectors);
    }

    public SeamlineParameters withFootprints(Path file, String field) {
        return new SeamlineParameters(
                aoi,
                Optional.of(new FootprintFile(file, field)),
                imageField,
                minPointSpacing,
                minCutLength,
                debugVectors);
    }

    public SeamlineParameters withSpacing(double pointSpacing, double cutLength) {
        return new SeamlineParameters(aoi, footprints, imageField, pointSpacing, cutLength, debugVectors);
    }

    public SeamlineParameters withDebugVectors(Path file) {
        return new SeamlineParameters(aoi, footprints, imageField, minPointSpacing, minCutLength, Optional.of(file));
    }
}
