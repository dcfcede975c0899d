package dev.stampede.operators.core;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/// What a value looks like before it exists: its named axes with sizes where they are known, and its element
/// type.
///
/// @param dims  axes, slowest first; names differ
/// @param dtype name of the element type, `?` where it is not known
public record Signature(List<Dim> dims, String dtype) {
    /// Nothing is known: the operator does not track it.
    public static final Signature UNKNOWN = new Signature(List.of(), "?");

    /// One axis.
    ///
    /// @param size its length; empty = not known
    public record Dim(String name, OptionalLong size) {
        public static Dim of(String name, long size) {
            return new Dim(name, OptionalLong.of(size));
        }

        public static Dim of(String name) {
            return new Dim(name, OptionalLong.empty());
        }

        @Override
        public String toString() {
            return name + "=" + (size.isPresent() ? Long.toString(size.getAsLong()) : "?");
        }
    }

    /// @throws IllegalArgumentException if two axes bear one name
    public Signature {
        dims = List.copyOf(dims);
        var names = new HashSet<String>();
        for (var dim : dims) {
            Require.that(names.add(dim.name()), "dims", dims, "every axis once, not " + dim.name() + " twice");
        }
    }

    public boolean isKnown() {
        return this != UNKNOWN;
    }

    public Signature withDtype(String label) {
        return isKnown() ? new Signature(dims, label) : this;
    }

    /// Without these axes.
    /// @throws IllegalArgumentException if there is no axis of that name
    public Signature dropDims(String... names) {
        if (!isKnown()) {
            return this;
        }
        for (String name : names) {
            requireDim(name);
        }
        var gone = List.of(names);
        return new Signature(dims.stream().filter(d -> !gone.contains(d.name())).toList(), dtype);
    }

    /// With other sizes for these axes; an empty size = not known.
    /// @throws IllegalArgumentException if there is no axis of that name
    public Signature replaceDims(Map<String, OptionalLong> sizes) {
        if (!isKnown()) {
            return this;
        }
        sizes.keySet().forEach(this::requireDim);
        var left = new LinkedHashMap<>(sizes);
        List<Dim> replaced = new ArrayList<>();
        for (var dim : dims) {
            var size = left.get(dim.name());
            replaced.add(size == null ? dim : new Dim(dim.name(), size));
        }
        return new Signature(replaced, dtype);
    }

    private void requireDim(String name) {
        if (dims.stream().noneMatch(d -> d.name().equals(name))) {
            throw new IllegalArgumentException("there is no axis " + name + " in " + this);
        }
    }

    /// `(band=4, y=?, x=?) float32`, or `?`.
    @Override
    public String toString() {
        return isKnown()
                ? dims.stream().map(Dim::toString).collect(Collectors.joining(", ", "(", ")")) + " " + dtype
                : "?";
    }
}
