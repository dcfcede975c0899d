package dev.stampede.io.raster;

import dev.stampede.raster.Affine;
import dev.stampede.raster.Bounds;
import dev.stampede.raster.DType;
import dev.stampede.raster.Window;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// What a raster file says about itself.
///
/// @param width       columns
/// @param height      rows
/// @param dtype       type of the first band
/// @param affine      where the pixels lie; empty if the file does not say
/// @param crs         reference system as WKT; empty text if there is none
/// @param noData      per band, the value that means "no data"
/// @param bandNames   per band; empty text where a band has none
/// @param blockWidth  columns of a stored block
/// @param blockHeight rows of a stored block; 1 for a file in strips of a row
public record RasterInfo(
        int width,
        int height,
        DType dtype,
        Optional<Affine> affine,
        String crs,
        List<OptionalDouble> noData,
        List<String> bandNames,
        int blockWidth,
        int blockHeight) {
    private static final int TILE = 256;

    /// @throws IllegalArgumentException if it has no pixel or no band, or lists of different lengths
    public RasterInfo {
        noData = List.copyOf(noData);
        bandNames = List.copyOf(bandNames);
        if (width < 1 || height < 1 || noData.isEmpty() || noData.size() != bandNames.size()) {
            throw new IllegalArgumentException("no raster: " + width + " x " + height + " pixels, " + noData.size()
                    + " no-data values, " + bandNames.size() + " band names");
        }
    }

    /// A raster to be written, in tiles of 256 pixels.
    /// @param noData of every band
    public static RasterInfo of(
            int width, int height, int bands, DType dtype, Affine affine, String crs, OptionalDouble noData) {
        return new RasterInfo(
                width,
                height,
                dtype,
                Optional.of(affine),
                crs,
                Collections.nCopies(bands, noData),
                Collections.nCopies(bands, ""),
                TILE,
                TILE);
    }

    public int bands() {
        return noData.size();
    }

    /// The window of all pixels.
    public Window window() {
        return Window.of(width, height);
    }

    /// The envelope in map coordinates; empty if the file does not say where it lies.
    public Optional<Bounds> bounds() {
        return affine.map(grid -> grid.bounds(width, height));
    }

    /// The same with another number of pixels.
    public RasterInfo withSize(int width, int height) {
        return new RasterInfo(width, height, dtype, affine, crs, noData, bandNames, blockWidth, blockHeight);
    }

    /// The same with blocks of another size.
    public RasterInfo withBlocks(int blockWidth, int blockHeight) {
        return new RasterInfo(width, height, dtype, affine, crs, noData, bandNames, blockWidth, blockHeight);
    }

    /// The same with names of bands.
    public RasterInfo withBandNames(List<String> names) {
        return new RasterInfo(width, height, dtype, affine, crs, noData, names, blockWidth, blockHeight);
    }
}
