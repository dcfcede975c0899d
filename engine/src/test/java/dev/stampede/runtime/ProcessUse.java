package dev.stampede.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What this process holds, for tests that nothing grows. Linux only.
public final class ProcessUse {
    private ProcessUse() {}

    /// Memory in use, KiB.
    public static long residentKiB() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    /// Entries of a folder such as `/proc/self/fd` or `/proc/self/task`.
    public static long count(String folder) throws IOException {
        try (var entries = Files.list(Path.of(folder))) {
            return entries.count();
        }
    }
}
