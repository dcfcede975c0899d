package dev.stampede.bindings;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Names of the operating system and processor as they appear in resource paths, and where its libraries lie.
///
/// @param os   `linux`, `macosx` or `windows`
/// @param arch `x86_64` or `arm64`
public record NativePlatform(String os, String arch) {
    /// The machine this program runs on.
    public static NativePlatform current() {
        return of(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    static NativePlatform of(String osName, String osArch) {
        var name = osName.toLowerCase(Locale.ROOT);
        var os = name.contains("mac") ? "macosx" : name.contains("windows") ? "windows" : "linux";
        var arch = switch (osArch.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64", "x64" -> "x86_64";
            case "aarch64", "arm64" -> "arm64";
            default -> osArch.toLowerCase(Locale.ROOT);
        };
        return new NativePlatform(os, arch);
    }

    /// Such as `linux-x86_64`.
    public String label() {
        return os + "-" + arch;
    }

    /// Folders in which the system's loader would look, most specific first.
    List<Path> libraryFolders() {
        List<String> folders = new ArrayList<>();
        var preset = System.getenv(os.equals("macosx") ? "DYLD_LIBRARY_PATH" : "LD_LIBRARY_PATH");
        if (preset != null) {
            folders.addAll(Arrays.asList(preset.split(File.pathSeparator)));
        }
        switch (os) {
            case "macosx" -> folders.addAll(List.of("/opt/homebrew/lib", "/usr/local/lib", "/opt/local/lib"));
            case "linux" -> {
                var triplet = (arch.equals("arm64") ? "aarch64" : arch) + "-linux-gnu";
                folders.addAll(List.of("/usr/local/lib", "/usr/lib/" + triplet, "/usr/lib64", "/usr/lib"));
            }
            default -> {}
        }
        folders.addAll(Arrays.asList(System.getProperty("java.library.path", "").split(File.pathSeparator)));
        return folders.stream()
                .filter(f -> !f.isBlank())
                .distinct()
                .map(Path::of)
                .toList();
    }
}
