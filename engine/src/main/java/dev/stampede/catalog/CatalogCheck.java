package dev.stampede.catalog;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.operation.valid.IsValidOp;

/// Looks through a catalog for rows that cannot be used.
public final class CatalogCheck {
    private CatalogCheck() {}

    /// A line for each problem: a footprint that is empty or not a valid geometry, a file that is missing
    /// (addresses and GDAL's own names are not looked for).
    /// @param files whether to look for files
    public static List<String> problems(Catalog catalog, boolean files) {
        var problems = new ArrayList<String>();
        int number = 0;
        for (var row : catalog) {
            var where = "row " + number++ + ", " + row.filepath() + ": ";
            if (row.geometry().isEmpty()) {
                problems.add(where + "the footprint is empty");
            } else {
                var wrong = new IsValidOp(row.geometry()).getValidationError();
                if (wrong != null) {
                    problems.add(where + "the footprint is not valid: " + wrong.getMessage() + " at "
                            + wrong.getCoordinate().x + " " + wrong.getCoordinate().y);
                }
            }
            if (files && isLocal(row.filepath()) && !exists(row.filepath())) {
                problems.add(where + "the file is missing");
            }
        }
        return problems;
    }

    private static boolean isLocal(String name) {
        return !name.startsWith("/vsi") && !name.contains("://");
    }

    private static boolean exists(String name) {
        try {
            return Files.exists(Path.of(name));
        } catch (InvalidPathException wrong) {
            return false;
        }
    }
}
