package dev.stampede.operators.pixels;

import dev.stampede.operators.core.ConfigValue;
import java.util.ArrayList;
import java.util.List;

/// One number for all bands, or one for each.
///
/// @param values one or several
/// @param single whether it was given as one number
public record PerBand(List<Double> values, boolean single) implements ConfigValue {
    /// @throws IllegalArgumentException if there is no number
    public PerBand {
        values = List.copyOf(values);
        if (values.isEmpty() || single && values.size() > 1) {
            throw new IllegalArgumentException("expected a number, or a list with one per band; got " + values);
        }
    }

    public static PerBand of(double value) {
        return new PerBand(List.of(value), true);
    }

    public static PerBand of(List<Double> values) {
        return new PerBand(values, false);
    }

    @Override
    public Object toConfig() {
        return single ? values.getFirst() : values;
    }

    /// @throws IllegalArgumentException if it is neither a number nor a list of numbers
    public static PerBand fromConfig(Object value) {
        return switch (value) {
            case Long number -> of(number.doubleValue());
            case Double number -> of(number);
            case List<?> list -> {
                var numbers = new ArrayList<Double>(list.size());
                for (var item : list) {
                    if (!(item instanceof Number number)) {
                        throw new IllegalArgumentException("a number per band, not " + item);
                    }
                    numbers.add(number.doubleValue());
                }
                yield of(numbers);
            }
            case null, default ->
                throw new IllegalArgumentException("is " + value + ", expected a number or a list with one per band");
        };
    }

    public double get(int band) {
        return single ? values.getFirst() : values.get(band);
    }

    /// @throws IllegalArgumentException if there are as many numbers as bands neither
    public void requireFits(String name, int bands) {
        if (!single && values.size() != bands) {
            throw new IllegalArgumentException(
                    name + " has " + values.size() + " numbers, the raster " + bands + " bands");
        }
    }

    @Override
    public String toString() {
        return toConfig().toString();
    }
}
