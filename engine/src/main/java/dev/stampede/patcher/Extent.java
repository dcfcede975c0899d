package dev.stampede.patcher;

import java.util.List;

/// Rows and columns as files give them: one number for both, or a list of two.
record Extent(int rows, int cols) {
    static Object toConfig(int rows, int cols) {
        return rows == cols ? (Object) (long) rows : List.of((long) rows, (long) cols);
    }

    static Extent fromConfig(Object value) {
        return switch (value) {
            case Long side -> new Extent(Math.toIntExact(side), Math.toIntExact(side));
            case List<?> pair
            when pair.size() == 2 && pair.get(0) instanceof Long rows && pair.get(1) instanceof Long cols ->
                new Extent(Math.toIntExact(rows), Math.toIntExact(cols));
            case null, default ->
                throw new IllegalArgumentException(value + " is neither a number of pixels nor [rows, columns]");
        };
    }
}
