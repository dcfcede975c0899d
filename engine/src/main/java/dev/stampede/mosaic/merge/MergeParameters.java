package dev.stampede.mosaic.merge;

import dev.stampede.mosaic.Resolution;
import dev.stampede.raster.DType;
import dev.stampede.runtime.UsageException;
import java.util.Optional;
import java.util.OptionalDouble;

/// How images are merged.
///
/// @param resolution    pixel size of the mosaic
/// @param customNoData  stands for no data in the images and in the mosaic; absent: each image's own, and the
///                      first image's
/// @param type          pixel type of the mosaic; absent: that of the first image
/// @param overviews     whether to build overviews 2, 4, 8, 16 and 32
/// @param cloudOptimized whether to write a cloud-optimized GeoTIFF
/// @param window        columns and rows of a tile of the file, a multiple of 16
/// @param compression   how pixels are packed
public record MergeParameters(
        Resolution resolution,
        OptionalDouble customNoData,
        Optional<DType> type,
        boolean overviews,
        boolean cloudOptimized,
        int window,
        Compression compression) {
    private static final int TILE_UNIT = 16; // GeoTIFF tiles are multiples of it

    /// @throws UsageException if a cloud-optimized file is wanted in tiles it cannot have
    public MergeParameters {
        if (cloudOptimized && window % TILE_UNIT != 0) {
            throw new UsageException("When save_as_cog=True, window_size must be a multiple of 16.");
        }
    }

    /// The smallest pixels, the images' own values, overviews, tiles of 1024.
    public static final MergeParameters DEFAULT = new MergeParameters(
            Resolution.HIGHEST, OptionalDouble.empty(), Optional.empty(), true, false, 1024, Compression.PREDICTED);

    public MergeParameters withOverviews(boolean wanted) {
        return new MergeParameters(resolution, customNoData, type, wanted, cloudOptimized, window, compression);
    }

    public MergeParameters withResolution(Resolution wanted) {
        return new MergeParameters(wanted, customNoData, type, overviews, cloudOptimized, window, compression);
    }

    public MergeParameters withType(DType wanted) {
        return new MergeParameters(
                resolution, customNoData, Optional.of(wanted), overviews, cloudOptimized, window, compression);
    }

    public MergeParameters withNoData(double value) {
        return new MergeParameters(
                resolution, OptionalDouble.of(value), type, overviews, cloudOptimized, window, compression);
    }

    public MergeParameters withWindow(int pixels) {
        return new MergeParameters(resolution, customNoData, type, overviews, cloudOptimized, pixels, compression);
    }

    public MergeParameters asCloudOptimized() {
        return new MergeParameters(resolution, customNoData, type, overviews, true, window, compression);
    }
}
