package dev.stampede.mosaic.align;

import dev.stampede.kernels.resample.Interpolation;
import dev.stampede.mosaic.Resolution;

/// How images are brought onto one grid.
///
/// @param method       how values between pixel centres are found
/// @param targetPixels whether pixel edges lie at multiples of the pixel size; else each image keeps its
///                     upper left corner
/// @param resolution   which pixel size
public record AlignParameters(Interpolation method, boolean targetPixels, Resolution resolution) {
    /// Bilinear, edges at multiples of the smallest pixel size.
    public static final AlignParameters DEFAULT = new AlignParameters(Interpolation.BILINEAR, true, Resolution.HIGHEST);
}
