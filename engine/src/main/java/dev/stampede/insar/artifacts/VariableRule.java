package dev.stampede.insar.artifacts;

import dev.stampede.io.mat.MatClass;
import dev.stampede.io.mat.MatVariable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What one variable of an artifact looks like.
///
/// @param name     as stored
/// @param mode     datasets it exists in
/// @param optional whether it may be absent
/// @param classes  accepted classes, the usual one first
/// @param complex  whether values are complex; a complex variable that happens to be real is accepted
/// @param shape    size of each dimension: a number, a symbol such as `n_ps`, or `*`; a lone `*` accepts any
/// shape
/// @param orEmpty  whether `0 x 0` of any numeric class stands for absent
/// @param unit     unit of the values, `1` for none
/// @param meaning  a few words
public record VariableRule(
        String name,
        Mode mode,
        boolean optional,
        List<MatClass> classes,
        boolean complex,
        List<String> shape,
        boolean orEmpty,
        String unit,
        String meaning) {
    /// Datasets a variable exists in.
    public enum Mode {
        BOTH,
        SINGLE_MASTER,
        SMALL_BASELINE;

        boolean includes(boolean smallBaseline) {
            return this == BOTH || (this == SMALL_BASELINE) == smallBaseline;
        }
    }

    /// Such as `[n_ps, 3]`.
    public String shapeText() {
        return shape.toString();
    }

    /// Such as `complex single [n_ps, n_ifg]`.
    public String describe() {
        return (complex ? "complex " : "")
                + classes.stream().map(MatClass::label).distinct().collect(Collectors.joining(" or "))
                + " " + shapeText() + (orEmpty ? " or empty" : "");
    }

    /// What is wrong with a stored variable; none if it fits. Symbols met for the first time are bound in
    /// `sizes`, others must agree with it.
    Optional<String> problem(MatVariable found, Map<String, Long> sizes) {
        var dims = found.dims();
        boolean empty = Arrays.stream(dims).anyMatch(d -> d == 0);
        if (empty && orEmpty && Arrays.stream(dims).allMatch(d -> d == 0)) {
            return Optional.empty();
        }
        boolean classFits = classes.contains(found.type());
        boolean fits = classFits && (complex || !found.complex()) && shapeFits(dims, sizes);
        if (fits) {
            return Optional.empty();
        }
        return Optional.of(name + " is " + (found.complex() ? "complex " : "")
                + found.type().label() + " " + Arrays.toString(dims) + ", expected " + describe() + bound(sizes));
    }

    private boolean shapeFits(long[] dims, Map<String, Long> sizes) {
        if (shape.equals(List.of("*"))) {
            return true;
        }
        for (int i = 0; i < Math.max(dims.length, shape.size()); i++) {
            long size = i < dims.length ? dims[i] : 1;
            var wanted = i < shape.size() ? shape.get(i) : "1";
            if (!sizeFits(wanted, size, sizes)) {
                return false;
            }
        }
        return true;
    }

    private static boolean sizeFits(String wanted, long size, Map<String, Long> sizes) {
        if (wanted.equals("*")) {
            return true;
        }
        if (Character.isDigit(wanted.charAt(0))) {
            return Long.parseLong(wanted) == size;
        }
        return sizes.computeIfAbsent(wanted, symbol -> size) == size;
    }

    private String bound(Map<String, Long> sizes) {
        var known = shape.stream()
                .filter(sizes::containsKey)
                .distinct()
                .map(symbol -> symbol + " = " + sizes.get(symbol))
                .collect(Collectors.joining(", "));
        return known.isEmpty() ? "" : " with " + known;
    }
}
