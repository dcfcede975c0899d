package dev.stampede.io.mat;

import java.nio.file.Path;
import java.util.Collection;

/// Checks shared by the readers of all formats.
final class Columns {
    private Columns() {}

    /// @throws FormatException if the variable is not numeric or has not these columns
    static void require(Path file, MatVariable variable, long from, long to) throws FormatException {
        if (variable.type().bytes() == 0 || variable.type() == MatClass.CHAR) {
            throw new FormatException(
                    file,
                    "variable " + variable.name() + " is " + variable.type().label() + ", expected a numeric array");
        }
        long cols = 1;
        for (int i = 1; i < variable.dims().length; i++) {
            cols *= variable.dims()[i];
        }
        if (from < 0 || to < from || to > cols) {
            throw new IllegalArgumentException(file + ": variable " + variable.name() + " has " + cols
                    + " columns, asked for [" + from + ", " + to + ")");
        }
    }

    static FormatException noSuchVariable(Path file, String name, Collection<String> present) {
        return new FormatException(file, "no variable \"" + name + "\", found " + present);
    }
}
