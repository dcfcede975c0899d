package dev.stampede.kernels.matching;

import dev.stampede.kernels.matching.MaskedMoments.Plane;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/// Planes for tests.
final class Planes {
    /// Around 2, 4, 8 and 16 lanes.
    static final int[] SIZES = {1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 64, 97};

    static final double NO_DATA = 0;

    private Planes() {}

    static Plane of(Arena arena, double... values) {
        var plane = new Plane(arena.allocate(Math.max(8, 8L * values.length), 8), 0, values.length);
        for (int i = 0; i < values.length; i++) {
            plane.set(0, i, values[i]);
        }
        return plane;
    }

    static Plane empty(Arena arena, int n) {
        return of(arena, new double[n]);
    }

    static double[] values(Plane plane, int n) {
        var values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = plane.get(0, i);
        }
        return values;
    }

    /// Whole numbers as a sensor gives them, one in five without data, one in twenty not a number.
    static double[] pixels(long seed, int n) {
        var random = new Random(seed);
        return random.doubles(n, 1, 9000)
                .map(v -> random.nextInt(5) == 0 ? NO_DATA : random.nextInt(20) == 0 ? Double.NaN : Math.rint(v))
                .toArray();
    }

    static <K> Stream<Arguments> withSizes(Stream<K> kernels) {
        return kernels.flatMap(kernel -> Arrays.stream(SIZES).mapToObj(n -> Arguments.of(kernel, n)));
    }
}
