package dev.stampede.operators.pixels;

import dev.stampede.operators.core.ConfigValue;
import dev.stampede.operators.core.OperatorTypeException;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.GeoRaster;
import java.util.Optional;

/// A band by its index from 0 or by a name that the carrier knows.
///
/// @param index used when there is no name; negative ones count from the end
/// @param label empty if the band is given by index
public record Band(int index, Optional<String> label) implements ConfigValue {
    public static Band of(int index) {
        return new Band(index, Optional.empty());
    }

    public static Band of(String name) {
        return new Band(0, Optional.of(name));
    }

    @Override
    public Object toConfig() {
        return label.isPresent() ? label.get() : (Object) (long) index;
    }

    /// @throws IllegalArgumentException if it is neither a whole number nor a text
    public static Band fromConfig(Object value) {
        return switch (value) {
            case Long number -> of(Math.toIntExact(number));
            case String name -> of(name);
            case null, default ->
                throw new IllegalArgumentException("band is " + value + ", expected an index from 0 or a name");
        };
    }

    /// Index from 0 in this raster.
    /// @throws OperatorTypeException    if the raster has no band axis
    /// @throws IllegalArgumentException if it has no such band
    public int in(GeoRaster raster) {
        if (raster.rank() < 3) {
            throw new OperatorTypeException("band " + this + " of a raster without a band axis: " + raster.values());
        }
        int bands = raster.bands();
        int which = label.isPresent() ? raster.bandIndex(label.get()) : index < 0 ? index + bands : index;
        if (which < 0 || which >= bands) {
            throw new IllegalArgumentException(
                    "band " + this + " of a raster with " + bands + " bands, 0 to " + (bands - 1));
        }
        return which;
    }

    /// The values of the band in this raster, without the band axis.
    public ArrayView of(GeoRaster raster) {
        return raster.values().select(-3, in(raster));
    }

    /// The named band if one is given, else the one of the index.
    public static ArrayView choose(GeoRaster raster, Optional<Band> named, int index) {
        return named.orElse(of(index)).of(raster);
    }

    @Override
    public String toString() {
        return label.orElse(Integer.toString(index));
    }
}
