package dev.stampede.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Text in columns for people. Columns of numbers are set flush right.
final class Table {
    private final List<String[]> rows = new ArrayList<>();

    Table(String... header) {
        rows.add(header);
    }

    Table row(Object... cells) {
        rows.add(Arrays.stream(cells).map(c -> c == null ? "-" : c.toString()).toArray(String[]::new));
        return this;
    }

    @Override
    public String toString() {
        int columns = rows.getFirst().length;
        int[] width = new int[columns];
        boolean[] number = new boolean[columns];
        for (int c = 0; c < columns; c++) {
            int column = c;
            width[c] = rows.stream().mapToInt(r -> r[column].length()).max().orElse(0);
            number[c] = rows.size() > 1
                    && rows.stream().skip(1).allMatch(r -> r[column].matches("-|-?[0-9][0-9.,e+-]*( ?[KMGT]?i?B)?"));
        }
        var text = new StringBuilder();
        for (int r = 0; r < rows.size(); r++) {
            var line = new StringBuilder();
            for (int c = 0; c < columns; c++) {
                String cell = rows.get(r)[c];
                String gap = " ".repeat(width[c] - cell.length());
                line.append(number[c] ? gap + cell : cell + gap).append("  ");
            }
            text.append(line.toString().stripTrailing()).append('\n');
            if (r == 0) {
                text.append("-".repeat(Arrays.stream(width).sum() + 2 * (columns - 1)))
                        .append('\n');
            }
        }
        return text.toString();
    }
}
