package dev.stampede.mosaic;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stampede.bindings.NativeLibrary;
import dev.stampede.bindings.gdal.GdalLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The golden mosaics: one in the project, others beside it where a machine has them.
public final class MosaicSets {
    private MosaicSets() {}

    /// The folder of a set; the test is skipped, saying why, where it or GDAL is missing.
    public static Path open(String set) {
        assumeTrue(
                GdalLibrary.status() instanceof NativeLibrary.Loaded,
                () -> "GDAL: " + ((NativeLibrary.Missing) GdalLibrary.status()).reason());
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            for (var place : List.of("golden", "shared/golden")) {
                if (Files.isDirectory(folder.resolve(place).resolve(set))) {
                    return folder.resolve(place).resolve(set);
                }
            }
        }
        assumeTrue(false, () -> "the golden set " + set + " is not on this machine");
        throw new AssertionError();
    }

    /// The GeoTIFFs of a folder, sorted by name.
    public static List<Path> images(Path folder) throws IOException {
        try (var list = Files.list(folder)) {
            return list.filter(file -> file.toString().endsWith(".tif"))
                    .sorted()
                    .toList();
        }
    }
}
