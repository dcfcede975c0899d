package dev.stampede.mosaic;

import dev.stampede.runtime.UsageException;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/// Which faults of the reference mosaic program are reproduced. None by default: the results are then the
/// intended ones. A comparison with the program's own output asks for all of them, or for single rows.
///
/// @param rows the faults to reproduce; immutable
public record Compatibility(Set<Row> rows) {
    /// The known faults, by the numbers users write.
    public enum Row {
        /// The second image's half of an overlap mask is lost in most data.
        OVERLAP_MASK(1, true),
        /// Overlap statistics sample the two images at different places.
        SAMPLED_STATISTICS(2, true),
        /// Excluding polygons from statistics fails.
        STATISTICS_EXCLUSION(3, false),
        /// Clipping with "exclude" keeps the inside, without cropping.
        CLIP_EXCLUSION(4, true),
        /// A block grid from the coefficient of variation is always 10 x 10.
        FIXED_VARIATION_GRID(5, true),
        /// A pair of block numbers means rows, columns; so do we.
        BLOCKS_ROWS_FIRST(6, true),
        /// Blocks at the border weigh too much, and pixels without a block value become 0.
        BORDER_BLOCKS(7, true),
        /// Local matching drops a pixel in every band where band 1 has no data.
        FIRST_BAND_MASK(8, true),
        /// Clipping crops inwards, losing up to one row or column on each side.
        CROP_INWARDS(9, true),
        /// The block cache is sized in the wrong unit.
        CACHE_UNIT(10, false),
        /// A temporary folder named by the user is deleted.
        DELETED_FOLDER(11, false),
        /// Some arguments are never checked.
        SKIPPED_CHECKS(12, false),
        /// A matched value may equal the no-data value.
        UNPROTECTED_NO_DATA(13, true),
        /// A no-data value given by the user does not replace the file's.
        NO_DATA_NOT_REMAPPED(14, true),
        /// The rows of the least-squares system come in random order.
        RANDOM_ROWS(15, false);

        private final int number;
        private final boolean reproducible;

        Row(int number, boolean reproducible) {
            this.number = number;
            this.reproducible = reproducible;
        }

        public int number() {
            return number;
        }

        /// Whether the program's result can be had at all; the others fail there, or are noise.
        public boolean reproducible() {
            return reproducible;
        }
    }

    /// The intended results.
    public static final Compatibility NONE = new Compatibility(Set.of());

    public Compatibility {
        rows = Collections.unmodifiableSet(rows.isEmpty() ? EnumSet.noneOf(Row.class) : EnumSet.copyOf(rows));
    }

    public boolean has(Row row) {
        return rows.contains(row);
    }

    /// Reads a list such as `spectralmatch`, `2,7,8,9` or `spectralmatch,-1`: the name of the program stands
    /// for every row that can be reproduced, a number adds its row, a negative number takes it away again;
    /// `none` or an empty text is the default.
    /// @throws UsageException if an entry is none of these
    public static Compatibility of(String text) {
        var rows = EnumSet.noneOf(Row.class);
        for (var entry : text.split(",", -1)) {
            var word = entry.strip();
            if (word.equalsIgnoreCase("spectralmatch")) {
                Arrays.stream(Row.values()).filter(Row::reproducible).forEach(rows::add);
            } else if (word.matches("-?\\d{1,3}")) {
                int number = Integer.parseInt(word);
                var row = row(Math.abs(number));
                if (word.startsWith("-")) {
                    rows.remove(row);
                } else {
                    rows.add(row);
                }
            } else if (!word.isEmpty() && !word.equalsIgnoreCase("none")) {
                throw new UsageException("compatibility \"" + text + "\": " + word
                        + " is neither spectralmatch, none, nor the number of a row (" + numbers() + ")");
            }
        }
        return new Compatibility(rows);
    }

    private static Row row(int number) {
        for (var row : Row.values()) {
            if (row.number == number && row.reproducible) {
                return row;
            }
        }
        throw new UsageException("compatibility row " + number + " cannot be chosen; choose from " + numbers());
    }

    private static String numbers() {
        return Arrays.stream(Row.values())
                .filter(Row::reproducible)
                .map(row -> Integer.toString(row.number))
                .collect(Collectors.joining(", "));
    }

    /// The rows as users write them; `none` when there are none.
    @Override
    public String toString() {
        return rows.isEmpty()
                ? "none"
                : rows.stream().map(row -> Integer.toString(row.number)).collect(Collectors.joining(","));
    }
}
