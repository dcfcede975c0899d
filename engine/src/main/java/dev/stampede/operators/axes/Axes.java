package dev.stampede.operators.axes;

import dev.stampede.operators.core.Require;
import dev.stampede.raster.ArrayView;
import java.util.stream.IntStream;

/// Numbers of axes.
final class Axes {
    private Axes() {}

    /// An axis before rows and columns, counted from 0.
    /// @throws IllegalArgumentException if there is none of that number
    static int leading(ArrayView values, int axis) {
        Require.that(
                axis >= 0 && axis < values.rank() - 2,
                "axis",
                axis,
                "an axis before rows and columns, of which " + values + " has " + (values.rank() - 2));
        return axis;
    }

    /// The view with its first axis moved to `axis`.
    static ArrayView moveFirst(ArrayView values, int axis) {
        int[] order = IntStream.range(0, values.rank())
                .map(now -> now < axis ? now + 1 : now == axis ? 0 : now)
                .toArray();
        return values.permute(order);
    }

    /// The view with `axis` moved to the front.
    static ArrayView moveToFront(ArrayView values, int axis) {
        int[] order = IntStream.range(0, values.rank())
                .map(now -> now == 0 ? axis : now <= axis ? now - 1 : now)
                .toArray();
        return values.permute(order);
    }
}
