package dev.stampede.insar.unwrap;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stampede.bindings.NativeLibrary;
import dev.stampede.bindings.snaphu.SnaphuLibrary;
import dev.stampede.golden.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Finds the library of the user's snaphu, or builds it from the sources named by `SNAPHU_SRC`; says what was missing.
final class SnaphuBuild {
    private static final Path SHIM =
            Golden.psSmall().resolve("../../bindings/native/snaphu-shim").normalize();

    private SnaphuBuild() {}

    /// The library, or the reason why there is none.
    private static final class Holder {
        static final NativeLibrary LIBRARY = search();
    }

    /// Skips the calling test when there is no library.
    static SnaphuInProcess require() {
        assumeTrue(Holder.LIBRARY instanceof NativeLibrary.Loaded, Holder.LIBRARY::toString);
        return new SnaphuInProcess((NativeLibrary.Loaded) Holder.LIBRARY);
    }

    private static NativeLibrary search() {
        if (SnaphuLibrary.isNamed()) {
            return SnaphuLibrary.find(Optional.empty());
        }
        var built = SHIM.resolve("../../../target/snaphu/libstampede_snaphu.so").normalize();
        if (Files.isRegularFile(built)) {
            return SnaphuLibrary.find(Optional.of(built));
        }
        var sources = System.getenv("SNAPHU_SRC");
        if (sources == null || sources.isBlank()) {
            return new NativeLibrary.Missing(
                    "snaphu", "no " + built + " (make snaphu builds it) and no sources: SNAPHU_SRC is not set");
        }
        try {
            var folder = Files.createTempDirectory("stampede-snaphu-build");
            var library = folder.resolve("libstampede_snaphu.so");
            var log = folder.resolve("log");
            var process = new ProcessBuilder(SHIM.resolve("build.sh").toString(), sources, library.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            boolean ended = process.waitFor(5, TimeUnit.MINUTES);
            if (!ended || process.exitValue() != 0) {
                process.destroyForcibly();
                return new NativeLibrary.Missing(
                        "snaphu", "cannot be built from " + sources + ": " + Files.readString(log));
            }
            return SnaphuLibrary.find(Optional.of(library));
        } catch (IOException e) {
            return new NativeLibrary.Missing("snaphu", "cannot be built from " + sources + ": " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new NativeLibrary.Missing("snaphu", "interrupted while building");
        }
    }
}
