package dev.stampede.insar.pipeline.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// How results are compared where no rule of a manifest says so: section `tolerance`.
///
/// @param profile            `strict` or `scientific`
/// @param rtol               relative tolerance
/// @param atol               absolute tolerance
/// @param wrapEquivalence    whether `wrapKeys` are compared modulo `wrapPeriod`
/// @param wrapPeriod         rad
/// @param wrapKeys           keys that hold wrapped phase
/// @param exactKeys          keys that must be equal
/// @param maxOutlierFraction of the values of one key
/// @param maxAbs             largest difference of an outlier
/// @param keyTolerances      limits of single keys; the longest dotted suffix wins
public record ToleranceConfig(
        String profile,
        double rtol,
        double atol,
        boolean wrapEquivalence,
        double wrapPeriod,
        List<String> wrapKeys,
        List<String> exactKeys,
        double maxOutlierFraction,
        OptionalDouble maxAbs,
        Map<String, KeyTolerance> keyTolerances) {
    private static final String PREFIX = "tolerance.key_tolerances.";

    /// Limits of one key; absent ones are those of the section.
    public record KeyTolerance(
            OptionalDouble rtol, OptionalDouble atol, OptionalDouble maxOutlierFraction, OptionalDouble maxAbs) {}

    /// @throws ConfigException if outliers are allowed without the profile `scientific` and a cap
    public ToleranceConfig {
        if (maxOutlierFraction > 0 && (!profile.equals("scientific") || maxAbs.isEmpty())) {
            throw new ConfigException("tolerance.max_outlier_fraction is " + maxOutlierFraction
                    + "; outliers need tolerance.profile scientific and a tolerance.max_abs");
        }
        if (maxOutlierFraction > 1) {
            throw new ConfigException("tolerance.max_outlier_fraction is " + maxOutlierFraction + ", at most 1");
        }
    }

    public boolean scientific() {
        return profile.equals("scientific");
    }

    /// The limits given for the longest suffix of `artifact.key`, such as `pm1.coh_ps` or `coh_ps`.
    public Optional<KeyTolerance> forKey(String artifact, String key) {
        String full = artifact + "." + key;
        return keyTolerances.entrySet().stream()
                .filter(e -> full.equals(e.getKey()) || full.endsWith("." + e.getKey()))
                .max(java.util.Comparator.comparingInt(e -> e.getKey().length()))
                .map(Map.Entry::getValue);
    }

    static Map<String, KeyTolerance> keyTolerances(Map<String, Object> raw) {
        Map<String, KeyTolerance> table = new LinkedHashMap<>();
        raw.forEach((key, value) -> {
            if (!(value instanceof Map<?, ?> limits)) {
                throw new ConfigException(PREFIX + key + " must be a mapping of limits, found " + value);
            }
            limits.keySet().forEach(name -> {
                if (!List.of("rtol", "atol", "max_outlier_fraction", "max_abs").contains(String.valueOf(name))) {
                    throw new ConfigException("unknown limit " + PREFIX + key + "." + name
                            + "; known: rtol, atol, max_outlier_fraction, max_abs");
                }
            });
            table.put(
                    key,
                    new KeyTolerance(
                            limit(key, limits, "rtol"),
                            limit(key, limits, "atol"),
                            limit(key, limits, "max_outlier_fraction"),
                            limit(key, limits, "max_abs")));
        });
        return table;
    }

    private static OptionalDouble limit(String key, Map<?, ?> limits, String name) {
        Object value = limits.get(name);
        if (value == null) {
            return OptionalDouble.empty();
        }
        try {
            double number = Double.parseDouble(value.toString());
            if (number >= 0 && Double.isFinite(number)) {
                return OptionalDouble.of(number);
            }
        } catch (NumberFormatException e) {
            // reported below
        }
        throw new ConfigException(
                PREFIX + key + "." + name + " is " + value + ", expected a finite number, at least 0");
    }
}
