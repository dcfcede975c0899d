package dev.stampede.mosaic;

import dev.stampede.io.raster.RasterFile;
import dev.stampede.io.raster.RasterInfo;
import dev.stampede.raster.Affine;
import dev.stampede.runtime.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What images must have in common: reference system, bands and no-data values; resolutions may differ. Names of
/// what is made from them must differ.
public final class AlikeImages {
    private AlikeImages() {}

    /// Describes all images and compares them with the first.
    /// @throws UsageException if they do not fit together or one cannot be read
    /// @throws IOException    if GDAL is missing
    public static List<RasterInfo> require(List<Path> files) throws IOException {
        requireDistinctNames(files);
        var infos = new ArrayList<RasterInfo>();
        for (var file : files) {
            infos.add(describe(file));
        }
        for (int i = 0; i < infos.size(); i++) {
            requireFits(i, files.get(i), infos.get(i), infos.getFirst());
        }
        return infos;
    }

    private static RasterInfo describe(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new UsageException(file + ": there is no such image");
        }
        try (var raster = RasterFile.open(file.toString())) {
            return raster.info();
        } catch (IOException e) {
            throw new UsageException(e.getMessage(), e);
        }
    }

    /// @throws UsageException if two have the same file name without folder and extension
    public static void requireDistinctNames(List<Path> files) {
        for (int i = 0; i < files.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (FileSource.name(files.get(i)).equals(FileSource.name(files.get(j)))) {
                    throw new UsageException("two images have the same base name '" + FileSource.name(files.get(i))
                            + "': " + files.get(j) + " and " + files.get(i) + "; their results would overwrite each"
                            + " other, rename one");
                }
            }
        }
    }

    private static void requireFits(int index, Path image, RasterInfo info, RasterInfo first) {
        var affine = info.affine().orElse(null);
        if (affine == null || affine.pixelWidth() == 0 || affine.pixelHeight() == 0) {
            throw refusal(index, image, " has no valid geotransform.");
        }
        requireNorthUp(index, image, affine);
        if (!info.crs().equals(first.crs())) {
            throw refusal(index, image, " has different CRS.");
        }
        if (info.bands() != first.bands()) {
            throw refusal(index, image, " has " + info.bands() + " bands; expected " + first.bands() + ".");
        }
        for (int band = 0; band < info.bands(); band++) {
            if (!info.noData().get(band).equals(first.noData().get(band))) {
                throw refusal(index, image, ", band " + (band + 1) + " has different nodata value.");
            }
        }
    }

    private static void requireNorthUp(int index, Path image, Affine affine) {
        if (!affine.isAligned() || affine.a() < 0 || affine.e() > 0) {
            throw refusal(
                    index,
                    image,
                    " has a rotated or mirrored geotransform; warp it to a north-up grid first" + " (gdalwarp does).");
        }
    }

    /// Images whose pixels are not compared need one reference system only.
    /// @throws UsageException if they have several, or one cannot be read
    /// @throws IOException    if GDAL is missing
    public static void requireOneCrs(List<Path> files) throws IOException {
        RasterInfo first = null;
        for (int i = 0; i < files.size(); i++) {
            var info = describe(files.get(i));
            first = first == null ? info : first;
            if (!info.crs().equals(first.crs())) {
                throw refusal(i, files.get(i), " has different CRS.");
            }
        }
    }

    private static UsageException refusal(int index, Path image, String what) {
        return new UsageException("Fail: Image " + index + what + " (" + image + ")");
    }
}
