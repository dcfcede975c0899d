package dev.stampede.catalog;

import dev.stampede.io.raster.Burning;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.Attributes;
import dev.stampede.raster.Crs;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import java.io.IOException;
import java.lang.foreign.SegmentAllocator;
import java.util.Optional;
import java.util.OptionalDouble;
import org.locationtech.jts.io.WKTWriter;

/// Burns the features of a catalog of vector files onto the grid of a slice: `int64`, one band, 0 where nothing
/// lies. A pixel belongs to a feature when its centre does, or with `allTouched` wherever they meet; of features
/// over one another the later one stays, in the order of rows and then of features.
///
/// @param task       what is burnt
/// @param labelField field whose whole numbers are burnt by [Task#SEMANTIC]; empty: 1
/// @param allTouched whether pixels that are only touched count
public record VectorLoader(Task task, Optional<String> labelField, boolean allTouched) {
    /// What a pixel tells.
    public enum Task {
        /// The class of the feature.
        SEMANTIC,

        /// The number of the feature, from 1 in order, of those that meet the slice.
        INSTANCE
    }

    /// The class 1 for everything, pixel centres.
    public static VectorLoader standard() {
        return new VectorLoader(Task.SEMANTIC, Optional.empty(), false);
    }

    /// @throws IllegalArgumentException if a field of labels is named for numbers of features
    public VectorLoader {
        if (task == Task.INSTANCE && labelField.isPresent()) {
            throw new IllegalArgumentException(
                    "label_field is " + labelField.get() + ", but task=instance burns numbers; leave it out");
        }
    }

    /// The features of the rows that match the slice.
    /// @throws IOException              if a file cannot be read or its system not be brought into the slice's
    /// @throws IllegalArgumentException if no row matches, or a feature has no whole number in the field of labels
    public GeoRaster load(SegmentAllocator allocator, Catalog catalog, GeoSlice slice) throws IOException {
        var matching = catalog.query(CatalogQuery.of(slice));
        if (matching.isEmpty()) {
            throw new IllegalArgumentException("no row of the catalog lies in " + slice);
        }
        int rows = slice.rows();
        int cols = slice.cols();
        var values = ArrayView.allocate(allocator, DType.INT64, 1, rows, cols);
        var crs = new Crs(slice.crs());
        long next = 1;
        for (var row : matching) {
            var layer = VectorRows.layer(row.filepath());
            for (int i = 0; i < layer.features().size(); i++) {
                var feature = layer.features().get(i);
                if (feature.geometry() == null || feature.geometry().isEmpty()) {
                    continue;
                }
                var flags = Burning.flags(
                        new WKTWriter().write(feature.geometry()),
                        new Crs(layer.crs()),
                        slice.affine(),
                        crs,
                        cols,
                        rows,
                        allTouched);
                long label = task == Task.INSTANCE
                        ? next
                        : label(feature.fields().get(labelField.orElse("")), row.filepath(), i);
                if (burn(flags, label, values) && task == Task.INSTANCE) {
                    next++;
                }
            }
        }
        return new GeoRaster(values, slice.affine(), crs, OptionalDouble.of(0), Attributes.NONE);
    }

    private long label(Object value, String file, int feature) {
        if (labelField.isEmpty()) {
            return 1;
        }
        if (value instanceof Long || value instanceof Integer) {
            return ((Number) value).longValue();
        }
        throw new IllegalArgumentException(file + ": feature " + feature + " has " + value + " in field "
                + labelField.get() + ", expected a whole number");
    }

    private static boolean burn(byte[] flags, long label, ArrayView values) {
        int cols = values.size(2);
        boolean any = false;
        for (int i = 0; i < flags.length; i++) {
            if (flags[i] != 0) {
                values.set(label, 0, i / cols, i % cols);
                any = true;
            }
        }
        return any;
    }
}
