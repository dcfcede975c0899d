package dev.stampede.io.mat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stampede.bindings.NativeLibrary;
import dev.stampede.bindings.hdf5.Hdf5Library;
import dev.stampede.runtime.ProcessUse;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Many calls of the HDF5 library, one after another and two at a time.
class V73RepeatTest {
    /// A leak of 40 KiB a call would show: less than what the library holds for an open file.
    private static final long GROWTH_KIB = 40_000;

    @TempDir
    Path folder;

    @BeforeEach
    void library() {
        var status = Hdf5Library.status();
        assumeTrue(status instanceof NativeLibrary.Loaded, () -> "no HDF5 library: " + status);
    }

    @Test
    void aThousandFilesWrittenAndReadLeaveNothingBehind() throws Exception {
        var file = folder.resolve("again.mat");

        ProcessUse.assertNothingIsLeft(GROWTH_KIB, _ -> writeAndRead(file));
    }

    @Test
    void twoThreadsAtOnceGiveTheSerialResult() throws Exception {
        var serial = folder.resolve("serial.mat");
        writeAndRead(serial);
        try (var threads = Executors.newFixedThreadPool(2)) {
            Callable<Void> one = () -> repeated("one.mat", serial);
            Callable<Void> other = () -> repeated("other.mat", serial);
            var first = threads.submit(one);
            var second = threads.submit(other);

            first.get();
            second.get();
        }
    }

    private Void repeated(String name, Path serial) throws IOException {
        for (int k = 0; k < 20; k++) {
            writeAndRead(folder.resolve(name));
            assertThat(Files.mismatch(folder.resolve(name), serial)).isEqualTo(-1);
        }
        return null;
    }

    private static void writeAndRead(Path file) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var all = MatSamples.everything(arena);
            all.keySet().retainAll(Set.of("noise", "counting"));
            MatFiles.write(file, all, MatFormat.V73);
            try (var mat = MatFiles.open(file)) {
                var noise = (MatArray) mat.read(arena, "noise");
                assertThat(noise.re().mismatch(((MatArray) all.get("noise")).re()))
                        .isEqualTo(-1);
                assertThat(mat.readColumns(arena, "counting", 0, 1).size()).isPositive();
            }
        }
    }
}
