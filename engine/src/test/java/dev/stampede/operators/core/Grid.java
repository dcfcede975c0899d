package dev.stampede.operators.core;

import dev.stampede.io.Sha256;
import dev.stampede.memory.Attributed;
import dev.stampede.memory.Shaped;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// A small raster for tests: rows and columns of doubles, and properties.
record Grid(int rows, int cols, double[] values, Map<String, Object> attributes) implements Shaped, Attributed<Grid> {
    Grid(int rows, int cols, double... values) {
        this(rows, cols, values, Map.of());
    }

    @Override
    public int[] shape() {
        return new int[] {rows, cols};
    }

    @Override
    public String dtypeLabel() {
        return "float64";
    }

    @Override
    public String contentHash() {
        return Sha256.ofText(rows + "x" + cols + Arrays.toString(values) + attributes);
    }

    @Override
    public long contentBytes() {
        return 8L * values.length;
    }

    @Override
    public boolean hasAttribute(String name) {
        return attributes.containsKey(name);
    }

    @Override
    public Object attribute(String name) {
        return attributes.get(name);
    }

    @Override
    public Grid withAttribute(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(attributes);
        more.put(name, value);
        return new Grid(rows, cols, values, more);
    }

    /// Every value times `factor`.
    record Times(double factor) implements Operator<Grid, Grid> {
        @Override
        public Grid compute(Grid in) {
            return new Grid(
                    in.rows(),
                    in.cols(),
                    Arrays.stream(in.values()).map(v -> v * factor).toArray(),
                    in.attributes());
        }
    }
}
