package dev.stampede.mosaic;

import dev.stampede.mosaic.source.InputSource;
import dev.stampede.raster.DType;
import dev.stampede.runtime.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/// The images of a mosaic, open and known to fit together: same reference system, bands and no-data values;
/// resolutions may differ.
public final class MosaicInputs implements AutoCloseable {
    private final List<InputSource> images;
    private final double noData;
    private final DType outputType;

    private MosaicInputs(List<InputSource> images, double noData, DType outputType) {
        this.images = List.copyOf(images);
        this.noData = noData;
        this.outputType = outputType;
    }

    /// Opens all images and compares them with the first.
    /// @param customNoData replaces the files' no-data value
    /// @param outputType   type of results; `null` = that of the first image
    /// @throws UsageException if the images do not fit together or one cannot be read
    public static MosaicInputs open(
            List<Path> files, OptionalDouble customNoData, DType outputType, Compatibility compatibility)
            throws IOException {
        return open(files, customNoData, outputType, compatibility, image -> image);
    }

    /// As above.
    /// @param reading what stands between a file and the stages, such as a store of its decoded tiles; closing it
    ///                closes the file
    /// @throws UsageException if the images do not fit together or one cannot be read
    public static MosaicInputs open(
            List<Path> files,
            OptionalDouble customNoData,
            DType outputType,
            Compatibility compatibility,
            Function<FileSource, PixelSource> reading)
            throws IOException {
        if (files.isEmpty()) {
            throw new UsageException("no input image was found; name at least one GeoTIFF");
        }
        var infos = AlikeImages.require(files);
        var own = infos.getFirst().noData().getFirst();
        if (customNoData.isEmpty() && own.isEmpty()) {
            throw new UsageException(files.getFirst()
                    + ": no nodata value was found in the image and none was given; one is required:"
                    + " --custom-nodata-value NUMBER");
        }
        var type = outputType == null ? infos.getFirst().dtype() : outputType;
        double noData = customNoData.orElse(own.orElse(0));
        if (!PixelTypes.range(type).holds(noData)) {
            throw new UsageException("the nodata value " + noData + " cannot be stored in " + type.label()
                    + " pixels; choose one with --custom-nodata-value, or another --output-dtype");
        }
        boolean remap = !compatibility.has(Compatibility.Row.NO_DATA_NOT_REMAPPED);
        // COMPAT: the reference goes by the file's own number in statistics and by the custom one afterwards.
        double seen = remap ? noData : own.orElse(noData);
        var opened = FileSource.openAll(files);
        try {
            var images = opened.stream()
                    .map(image -> new InputSource(reading.apply((FileSource) image), seen, remap))
                    .toList();
            return new MosaicInputs(images, noData, type);
        } catch (RuntimeException failure) {
            FileSource.closeAll(opened);
            throw failure;
        }
    }

    public List<InputSource> images() {
        return images;
    }

    /// The no-data value of results.
    public double noData() {
        return noData;
    }

    /// The pixel type of results.
    public DType outputType() {
        return outputType;
    }

    @Override
    public void close() throws IOException {
        IOException failure = null;
        for (var image : images) {
            try {
                image.close();
            } catch (IOException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
