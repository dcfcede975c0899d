package dev.stampede.catalog;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stampede.bindings.NativeLibrary;
import dev.stampede.bindings.gdal.GdalLibrary;

/// Skips tests where GDAL is not installed.
final class GdalNeeded {
    private GdalNeeded() {}

    static void assume() {
        assumeTrue(GdalLibrary.status() instanceof NativeLibrary.Loaded, "GDAL is not installed");
    }
}
