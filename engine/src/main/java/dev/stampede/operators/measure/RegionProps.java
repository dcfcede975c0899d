package dev.stampede.operators.measure;

import dev.stampede.io.vector.FieldType;
import dev.stampede.io.vector.VectorFeature;
import dev.stampede.io.vector.VectorLayer;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Features;
import dev.stampede.operators.pixels.Labels;
import dev.stampede.operators.pixels.Lines;
import dev.stampede.raster.GeoRaster;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A table of regions: a feature for each label above 0, in their order, with a point at the centroid in map
/// coordinates and the asked-for fields. Rows and columns count from 0, centres of pixels are whole numbers.
/// Second moments are those of the centres of the pixels: the axes of a single pixel are 0.
///
/// | field | meaning |
/// |---|---|
/// | `label`, `area`, `area_map` | label, pixels, square map units |
/// | `min_row`, `min_col`, `max_row`, `max_col` | bounding box, the last two one beyond |
/// | `centroid_row`, `centroid_col`, `centroid_x`, `centroid_y` | mean of the pixels, in pixels and on the map |
/// | `extent` | area over that of the bounding box |
/// | `equivalent_diameter` | diameter of the circle of this area, pixels |
/// | `major_axis_length`, `minor_axis_length` | axes of the ellipse of the same second moments, `4 sqrt(eigenvalue)`,
/// pixels |
/// | `eccentricity` | of that ellipse, 0 for a circle |
/// | `orientation` | of its major axis, degrees anticlockwise from the direction of rows, above -90 to 90 |
/// | `boundary_length` | sides of pixels between the region and anything else, map units |
/// | `mean_intensity`, `min_intensity`, `max_intensity`, `std_intensity` | of the other raster over the region, NaN
/// left out, population deviation; null without a value |
///
/// Label 0 and NaN are no region. Refuses more than one band, values that are no labels, unknown properties,
/// and properties of intensities without a raster of them.
///
/// @param intensityImage file with one band of values on the same grid
/// @param properties     fields wanted beside the label; all that can be had by default
public record RegionProps(Optional<Path> intensityImage, Optional<List<String>> properties)
        implements Operator<GeoRaster, VectorLayer> {
    private static final List<String> WHOLE = List.of("area", "min_row", "min_col", "max_row", "max_col");

    private static final List<String> SHAPE = List.of(
            "area",
            "area_map",
            "min_row",
            "min_col",
            "max_row",
            "max_col",
            "centroid_row",
            "centroid_col",
            "centroid_x",
            "centroid_y",
            "extent",
            "equivalent_diameter",
            "major_axis_length",
            "minor_axis_length",
            "eccentricity",
            "orientation",
            "boundary_length");

    private static final List<String> INTENSITY =
            List.of("mean_intensity", "min_intensity", "max_intensity", "std_intensity");

    public RegionProps {
        for (var name : properties.orElse(List.of())) {
            Require.that(
                    SHAPE.contains(name) || INTENSITY.contains(name) || name.equals("label"),
                    "properties",
                    name,
                    "some of " + SHAPE + " and " + INTENSITY);
        }
    }

    /// Everything about shapes.
    public RegionProps() {
        this(Optional.empty(), Optional.empty());
    }

    @Override
    public VectorLayer compute(GeoRaster in) {
        return intensityImage.isPresent()
                ? measure(in, Optional.of(Features.beside(in, intensityImage.get())))
                : measure(in, Optional.empty());
    }

    /// With a raster of values at hand.
    public VectorLayer measure(GeoRaster labels, GeoRaster intensity) {
        labels.requireSameExtent(intensity);
        return measure(labels, Optional.of(intensity));
    }

    private VectorLayer measure(GeoRaster in, Optional<GeoRaster> intensity) {
        var wanted = new LinkedHashSet<String>(properties.orElse(SHAPE));
        if (properties.isEmpty() && intensity.isPresent()) {
            wanted.addAll(INTENSITY);
        }
        wanted.remove("label");
        if (intensity.isEmpty() && wanted.stream().anyMatch(INTENSITY::contains)) {
            throw new IllegalArgumentException(
                    "properties " + wanted + " ask for intensities; name a raster of them with intensity_image");
        }
        var labels = Labels.of(Lines.only(in, "RegionProps"));
        var values = intensity.map(raster -> Lines.all(Lines.only(raster, "the intensities of RegionProps")));
        var sums = RegionSums.of(labels, in, values.orElse(null));

        var fields = new LinkedHashMap<String, FieldType>();
        fields.put("label", FieldType.INTEGER);
        wanted.forEach(name -> fields.put(name, WHOLE.contains(name) ? FieldType.INTEGER : FieldType.REAL));
        var features = new ArrayList<VectorFeature>();
        for (int label = 1; label < sums.length; label++) {
            if (sums[label] != null) {
                features.add(feature(label, sums[label].table(in), wanted, in, sums[label]));
            }
        }
        return Features.layer("regions", in, fields, features);
    }

    private static VectorFeature feature(
            int label, Map<String, Object> all, Iterable<String> wanted, GeoRaster in, RegionSums sums) {
        var row = new LinkedHashMap<String, Object>();
        row.put("label", (long) label);
        wanted.forEach(name -> row.put(name, all.get(name)));
        return new VectorFeature(Features.point(in, sums.centroidRow(), sums.centroidCol()), row);
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
