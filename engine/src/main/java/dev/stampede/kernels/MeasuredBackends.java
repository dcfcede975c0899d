package dev.stampede.kernels;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Which backend `auto` tries first for which amount of work, as measured.
///
/// The table ships as `measured-backends.txt`, one row per kernel and size class:
///
///     kernel | work measure | from | backends, best first | where and how it was measured
///
/// A row holds for work of `from` and more, up to the next row of the kernel; the first row of a kernel
/// starts at 0. Work is what one task hands to the kernel in all its calls, in the unit named. A backend
/// that is missing from a row was never shown to win there and is not taken. `jmh-benchmarks/break-even.sh`
/// measures the figures anew.
public final class MeasuredBackends {
    private static final String RESOURCE = "measured-backends.txt";

    private final Map<String, TreeMap<Long, Row>> rows = new LinkedHashMap<>();

    /// One line of the table.
    ///
    /// @param kernel   family id
    /// @param measure  what is counted as work
    /// @param from     smallest work the row holds for
    /// @param order    backends, best first
    /// @param measured machine, date and figures
    public record Row(String kernel, String measure, long from, List<Backend> order, String measured) {
        public Row {
            order = List.copyOf(order);
        }
    }

    private MeasuredBackends() {}

    /// The table of this build.
    public static MeasuredBackends shipped() {
        return Shipped.TABLE;
    }

    /// No figures: every family goes by [KernelRegistry#UNMEASURED].
    public static MeasuredBackends none() {
        return new MeasuredBackends();
    }

    /// @throws IllegalArgumentException naming the line that does not fit
    public static MeasuredBackends parse(Reader text) {
        var table = new MeasuredBackends();
        try (var lines = new BufferedReader(text)) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank() && !line.startsWith("#")) {
                    table.add(row(line, number), number);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        table.rows.forEach((kernel, classes) -> {
            if (classes.firstKey() != 0) {
                throw new IllegalArgumentException(kernel + " has no row for work from 0");
            }
        });
        return table;
    }

    private static Row row(String line, int number) {
        String[] cells = line.split("\\|", -1);
        if (cells.length != 5) {
            throw new IllegalArgumentException("line " + number + " has " + cells.length + " columns, expected 5");
        }
        try {
            return new Row(
                    cells[0].trim(),
                    cells[1].trim(),
                    (long) Double.parseDouble(cells[2].trim()),
                    Arrays.stream(cells[3].trim().split("\\s+"))
                            .map(word -> Backend.valueOf(word.toUpperCase(Locale.ROOT)))
                            .toList(),
                    cells[4].trim());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("line " + number + ": " + e.getMessage(), e);
        }
    }

    private void add(Row row, int number) {
        var classes = rows.computeIfAbsent(row.kernel(), _ -> new TreeMap<>());
        if (classes.put(row.from(), row) != null) {
            throw new IllegalArgumentException(
                    "line " + number + ": a second row of " + row.kernel() + " from " + row.from());
        }
    }

    public Set<String> kernels() {
        return Set.copyOf(rows.keySet());
    }

    /// Rows of a kernel by rising work; none if it was not measured.
    public List<Row> rows(String kernel) {
        var classes = rows.get(kernel);
        return classes == null ? List.of() : List.copyOf(classes.values());
    }

    /// The row that holds for this much work.
    public Optional<Row> find(String kernel, long work) {
        var classes = rows.get(kernel);
        return classes == null
                ? Optional.empty()
                : Optional.of(classes.floorEntry(Math.max(0, work)).getValue());
    }

    /// Read when first asked for.
    private static final class Shipped {
        private static final MeasuredBackends TABLE = read();

        private static MeasuredBackends read() {
            var stream = MeasuredBackends.class.getResourceAsStream(RESOURCE);
            if (stream == null) {
                throw new AssertionError(RESOURCE + " is missing from this build");
            }
            return parse(new InputStreamReader(stream, StandardCharsets.UTF_8));
        }
    }
}
