package dev.stampede.operators.core;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/// Operators on numbers, and one with a parameter of every kind.
final class Numbers implements OperatorFamily {
    static final OperatorRegistry REGISTRY = OperatorRegistry.core().with(new Numbers());

    @Override
    public String name() {
        return "numbers";
    }

    @Override
    public List<Class<? extends Configured>> types() {
        return List.of(
                Add.class, Minus.class, Total.class, Seven.class, Discard.class, EveryKind.class, RunningSum.class);
    }

    /// Adds `k`.
    record Add(int k) implements Operator<Integer, Integer> {
        @Override
        public Integer compute(Integer in) {
            return in + k;
        }
    }

    /// The first less the second.
    record Minus() implements PairOperator<Integer, Integer, Integer> {
        @Override
        public Integer compute(Integer first, Integer second) {
            return first - second;
        }
    }

    /// The sum of a list.
    record Total() implements ListOperator<Integer, Integer> {
        @Override
        public Integer compute(List<Integer> in) {
            return in.stream().mapToInt(Integer::intValue).sum();
        }
    }

    /// The number seven.
    record Seven() implements Source<Integer> {
        @Override
        public Integer produce() {
            return 7;
        }
    }

    /// Returns nothing.
    record Discard() implements Operator<Object, Void> {
        @Override
        public Void compute(Object in) {
            return null;
        }

        @Override
        public boolean terminal() {
            return true;
        }
    }

    enum Policy {
        IGNORE,
        PROPAGATE
    }

    /// A band by index or by name.
    record Band(Object indexOrName) implements ConfigValue {
        @Override
        public Object toConfig() {
            return indexOrName;
        }

        public static Band fromConfig(Object value) {
            if (value instanceof Long || value instanceof String) {
                return new Band(value);
            }
            throw new IllegalArgumentException("a band is an index or a name, not " + value);
        }
    }

    record Point(double x, double y) {}

    @Named(value = "everyKind", version = 3)
    record EveryKind(
            boolean flag,
            int count,
            long many,
            float single,
            double real,
            String text,
            Policy nanPolicy,
            Band redBand,
            Point at,
            Path file,
            LocalDate day,
            Optional<String> crs,
            OptionalDouble limit,
            List<Double> C1,
            Set<Integer> classes,
            Map<String, Integer> codes,
            @Key("if_true") Operator<Integer, Integer> inner,
            @Default("1e-10") double eps)
            implements Operator<Integer, Integer> {
        @Override
        public Integer compute(Integer in) {
            return inner.apply(in);
        }
    }

    /// The sum of everything it has seen, times a factor.
    static final class RunningSum extends SettingsOperator<RunningSum.Settings, Integer, Integer> {
        record Settings(int factor) {}

        private int sum;

        public RunningSum(Settings settings) {
            super(settings);
        }

        @Override
        public Integer compute(Integer in) {
            sum += in;
            return settings().factor() * sum;
        }
    }

    static EveryKind everyKind() {
        return new EveryKind(
                true,
                3,
                1L << 40,
                0.1f,
                Double.NaN,
                "grün \"x\"",
                Policy.PROPAGATE,
                new Band("nir"),
                new Point(1, -0.0),
                Path.of("a/b.tif"),
                LocalDate.of(2026, 3, 1),
                Optional.empty(),
                OptionalDouble.of(1e16),
                List.of(6.0, Double.NEGATIVE_INFINITY),
                Set.of(10, 9, 3),
                Map.of("water", 6),
                new Add(5),
                1e-10);
    }
}
