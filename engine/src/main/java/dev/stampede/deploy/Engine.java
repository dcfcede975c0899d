package dev.stampede.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What made a result.
final class Engine {
    private Engine() {}

    static String version() {
        var version = Engine.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /// Model and vector units of the processor where the system tells, in one line.
    static String processor() {
        try {
            String model = "";
            String flags = "";
            for (var line : Files.readAllLines(Path.of("/proc/cpuinfo"))) {
                if (line.startsWith("model name")) {
                    model = line.substring(line.indexOf(':') + 1).trim();
                } else if (line.startsWith("flags")) {
                    flags = String.join(
                            " ",
                            java.util.Arrays.stream(line.split(" "))
                                    .filter(f -> f.startsWith("avx") || f.equals("fma"))
                                    .toList());
                    break;
                }
            }
            return model + " (" + flags + ")";
        } catch (IOException e) {
            return "unknown";
        }
    }
}
