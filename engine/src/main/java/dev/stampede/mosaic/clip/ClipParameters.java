package dev.stampede.mosaic.clip;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;

/// How images are cut.
///
/// @param mode           which side of the polygons stays
/// @param polygons       a vector file; its first layer counts
/// @param field          each image is cut by the feature whose value in this field is the image's name; an
///                       image without one stays whole. Without a field all features together cut every image
/// @param touchedPixels  whether pixels that the outline passes through count as inside; else those whose
///                       centre is inside
/// @param customNoData   the value of pixels that are cut away, and of those without data; absent: the image's own
public record ClipParameters(
        Mode mode, Path polygons, Optional<String> field, boolean touchedPixels, OptionalDouble customNoData) {
    /// Which side of the polygons stays.
    public enum Mode {
        /// The inside; the image is cropped to the polygons' bounding box.
        INCLUDE,
        /// The outside.
        EXCLUDE
    }

    /// The inside of the seamlines of the image's own name.
    public static ClipParameters bySeamlines(Path polygons, String field) {
        return new ClipParameters(Mode.INCLUDE, polygons, Optional.of(field), false, OptionalDouble.empty());
    }
}
