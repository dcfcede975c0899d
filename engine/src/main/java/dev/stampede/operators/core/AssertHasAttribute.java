package dev.stampede.operators.core;

import dev.stampede.memory.Attributed;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/// Refuses an input without a property, or with another value of it, and returns it otherwise. Errors:
/// [QcException] names the property and both values. `null` counts as a value. Numbers are compared as numbers.
///
/// @param attribute the property, `name` in files: `crs`, `transform`, `fill`, or a key of the attributes
/// @param oneOf     accepted values; none: any value will do
public record AssertHasAttribute<A>(
        @Key("name") String attribute, @Default("[]") List<Object> oneOf) implements Operator<A, A> {
    public AssertHasAttribute {
        oneOf = Collections.unmodifiableList(Arrays.asList(oneOf.toArray()));
    }

    public AssertHasAttribute(String attribute) {
        this(attribute, List.of());
    }

    /// With one accepted value.
    public static <A> AssertHasAttribute<A> of(String attribute, Object value) {
        return new AssertHasAttribute<>(attribute, Collections.singletonList(value));
    }

    @Override
    public A compute(A in) {
        if (!(in instanceof Attributed<?> attributed) || !attributed.hasAttribute(attribute)) {
            throw new QcException("AssertHasAttribute: there is no " + attribute);
        }
        Object found = attributed.attribute(attribute);
        if (!oneOf.isEmpty() && oneOf.stream().noneMatch(value -> same(value, found))) {
            throw new QcException("AssertHasAttribute: " + attribute + " is " + found + ", expected "
                    + (oneOf.size() == 1 ? oneOf.getFirst() : "one of " + oneOf));
        }
        return in;
    }

    private static boolean same(Object a, Object b) {
        return a instanceof Number x && b instanceof Number y
                ? Double.compare(x.doubleValue(), y.doubleValue()) == 0
                : Objects.equals(a, b);
    }
}
