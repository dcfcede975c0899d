package dev.stampede.insar.values;

import dev.stampede.io.mat.Mat;
import dev.stampede.io.mat.MatValue;
import dev.stampede.memory.DoubleMatrix;
import dev.stampede.memory.FloatMatrix;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// Value types as MATLAB files under the names StaMPS gives them.
///
/// | type       | file               | variables                                                               |
/// |------------|--------------------|-------------------------------------------------------------------------|
/// | `vs`, `Vs` | `mv2`              | `n_boot`, `subtract_switches`, `mean_v`, `mean_v_std`                   |
/// | `ts-X`     | `ps_plot_ts_v-X`   | `ph_mm`, `lonlat`, `day`, `ifg_list`, `unwrap_ifg_index`, `ref_ps`, ... |
/// | others     | `ps_plot_TYPE`     | `ph_disp`, `ifg_list`                                                   |
public final class ValueFiles {
    private ValueFiles() {}

    /// One file.
    ///
    /// @param name      without `.mat`
    /// @param variables what it holds
    /// @param values    what is in it besides, for people
    public record Content(String name, SequencedMap<String, MatValue> variables, PointValues values) {}

    /// Computes a type and puts it into the form of its file; matrices belong to `arena`.
    /// @param draws bootstrap resamples of `vs`
    /// @param seed  of the draws
    public static Content of(Arena arena, ValueSource source, ValueType type, int draws, long seed) throws IOException {
        return switch (type.quantity()) {
            case VELOCITY_STD -> deviation(source, type, draws, seed);
            case TIME_SERIES -> timeSeries(arena, source, type);
            default -> shown(source, type);
        };
    }

    private static Content deviation(ValueSource source, ValueType type, int draws, long seed) throws IOException {
        var v = VelocityDeviation.compute(source, type, draws, seed);
        var map = new LinkedHashMap<String, MatValue>();
        map.put("n_boot", Mat.scalar((double) draws));
        map.put("subtract_switches", Mat.text(letters(type)));
        map.put("mean_v", Mat.of(v.mean()));
        map.put("mean_v_std", Mat.of(v.deviation()));
        var q = type.quantity();
        var values = new PointValues(type, type.title(), q.unit(), q.sign(), v.deviation(), new int[0], false, false);
        return new Content("mv2", map, values);
    }

    private static String letters(ValueType type) {
        return type.corrections().stream().map(c -> String.valueOf(c.letter())).collect(Collectors.joining());
    }

    private static Content shown(ValueSource source, ValueType type) throws IOException {
        var values = source.compute(type);
        var map = new LinkedHashMap<String, MatValue>();
        map.put("ph_disp", Mat.of(values.values()));
        map.put("ifg_list", numbers(values.interferograms()));
        return new Content("ps_plot_" + type.code(), map, values);
    }

    /// StaMPS leaves the reference image out.
    private static Content timeSeries(Arena arena, ValueSource source, ValueType type) throws IOException {
        var values = source.compute(type);
        var stack = source.stack();
        int[] columns = java.util.stream.IntStream.range(0, values.interferograms().length)
                .filter(c -> values.interferograms()[c] != stack.referenceIndex())
                .toArray();
        int[] images =
                Arrays.stream(columns).map(c -> values.interferograms()[c]).toArray();
        FloatMatrix mm = values.values().copyColumns(arena, columns);
        var map = new LinkedHashMap<String, MatValue>();
        map.put("ph_mm", Mat.of(mm));
        map.put("lonlat", Mat.of(stack.lonLat()));
        map.put("unwrap_ifg_index", numbers(images));
        map.put("ref_ps", numbers(source.reference().points()));
        map.put(
                "day",
                Mat.column(
                        Arrays.stream(images).mapToDouble(i -> stack.day()[i]).toArray()));
        map.put("n_ps", Mat.scalar((double) stack.psCount()));
        map.put("lambda", Mat.scalar(source.wavelength()));
        map.put("ifg_list", numbers(images));
        map.put("master_day", Mat.scalar(stack.referenceDay()));
        map.put("bperp", Mat.of(column(arena, stack.perpBaseline())));
        var name = "ps_plot_ts_v" + (type.corrections().isEmpty() ? "" : "-" + letters(type));
        return new Content(name, map, values);
    }

    private static DoubleMatrix column(Arena arena, double[] values) {
        return DoubleMatrix.copyOf(arena, values.length, 1, values);
    }

    private static MatValue numbers(int[] zeroBased) {
        return zeroBased.length == 0
                ? Mat.empty()
                : Mat.row(Arrays.stream(zeroBased).mapToDouble(i -> i + 1).toArray());
    }
}
