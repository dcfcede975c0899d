package dev.stampede.raster;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// What is known of a raster beside its grid: key to text, number, boolean, list or map of these, in order.
///
/// | key | meaning |
/// |---|---|
/// | `descriptions`, `band_names`, `bands`, `band_descriptions` | names of bands: a list, or name to index |
/// | `wavelengths` / `wavelengths_nm`, `fwhm` | per band, nm |
/// | `solar_zenith_angle` / `sza_deg` | degrees |
/// | `sensor`, `orbit_id`, `segment_id` | where it comes from |
public record Attributes(Map<String, Object> values) {
    public static final Attributes NONE = new Attributes(Map.of());

    /// The key under which operators write names of bands.
    public static final String DESCRIPTIONS = "descriptions";

    /// Where names of bands are looked for, first match wins.
    private static final List<String> NAME_KEYS = List.of(DESCRIPTIONS, "band_names", "bands", "band_descriptions");

    public Attributes {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    public Optional<Object> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /// The number under the first of several keys that holds one.
    public OptionalDouble number(String... keys) {
        for (var key : keys) {
            if (values.get(key) instanceof Number number) {
                return OptionalDouble.of(number.doubleValue());
            }
        }
        return OptionalDouble.empty();
    }

    /// The list of numbers under the first of several keys that holds one.
    public Optional<double[]> numbers(String... keys) {
        for (var key : keys) {
            if (values.get(key) instanceof List<?> list && list.stream().allMatch(Number.class::isInstance)) {
                return Optional.of(list.stream()
                        .mapToDouble(v -> ((Number) v).doubleValue())
                        .toArray());
            }
        }
        return Optional.empty();
    }

    public Attributes with(String key, Object value) {
        var all = new LinkedHashMap<>(values);
        all.put(key, value);
        return new Attributes(all);
    }

    public Attributes without(String key) {
        var all = new LinkedHashMap<>(values);
        all.remove(key);
        return new Attributes(all);
    }

    /// Index of a band by name: the keys above in order, going on to the next when a name is not in one.
    public OptionalInt bandIndex(String name) {
        for (var key : NAME_KEYS) {
            var names = values.get(key);
            if (names instanceof List<?> list && list.contains(name)) {
                return OptionalInt.of(list.indexOf(name));
            }
            if (names instanceof Map<?, ?> map && map.get(name) instanceof Number index) {
                return OptionalInt.of(index.intValue());
            }
        }
        return OptionalInt.empty();
    }

    /// Names of all bands, from the first key that holds a list of `count` of them.
    public Optional<List<String>> bandNames(int count) {
        for (var key : NAME_KEYS) {
            if (values.get(key) instanceof List<?> list && list.size() == count) {
                return Optional.of(list.stream().map(String::valueOf).toList());
            }
        }
        return Optional.empty();
    }

    /// The same with every list per band cut down to the bands taken: names, wavelengths, widths.
    Attributes pickBands(int[] bands, int count) {
        var all = new LinkedHashMap<>(values);
        for (var key : List.of(
                DESCRIPTIONS, "band_names", "bands", "band_descriptions", "wavelengths", "wavelengths_nm", "fwhm")) {
            if (all.get(key) instanceof List<?> list && list.size() == count) {
                var picked = new ArrayList<Object>(bands.length);
                for (int band : bands) {
                    picked.add(list.get(band));
                }
                all.put(key, Collections.unmodifiableList(picked));
            }
        }
        return new Attributes(all);
    }

    /// The same with these names of bands under [#DESCRIPTIONS], and no other list of names.
    public Attributes withBandNames(List<String> names) {
        var all = new LinkedHashMap<>(values);
        NAME_KEYS.forEach(all::remove);
        if (!names.isEmpty()) {
            all.put(DESCRIPTIONS, List.copyOf(names));
        }
        return new Attributes(all);
    }
}
