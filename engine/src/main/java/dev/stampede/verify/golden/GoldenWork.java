package dev.stampede.verify.golden;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Assembles working folders from golden outputs.
final class GoldenWork {
    private GoldenWork() {}

    /// Copies a folder of expected outputs over a working folder.
    static void overlay(Path expected, Path work) throws IOException {
        try (var walk = Files.walk(expected)) {
            for (Path source : walk.sorted().toList()) {
                Path target = work.resolve(expected.relativize(source).toString());
                if (Files.isDirectory(source)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(source, target, StandardCopyOption.REPLACE_EXISTING);
                    target.toFile().setWritable(true);
                }
            }
        }
    }

    /// Puts real folders in place of `@DATA@` and `@WORK@` in the parameter files of the working folder.
    static void expandPlaceholders(Path work, Path data) throws IOException {
        try (var entries = Files.list(work)) {
            for (Path file : entries.filter(Files::isRegularFile).toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".in") || name.endsWith(".out") || name.endsWith(".txt")) {
                    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
                    Files.writeString(
                            file,
                            text.replace("@DATA@", data.toString()).replace("@WORK@", work.toString()),
                            StandardCharsets.ISO_8859_1);
                }
            }
        }
    }

    /// The export of a case: the inputs themselves, or, when images are kept once in a pool, a copy of the
    /// tree with the images in every pair folder that needs them.
    static Path export(GoldenCase golden, Path scratch) throws IOException {
        Path inputs = golden.tree().data();
        if (golden.slcPool().isEmpty()) {
            return inputs;
        }
        Path pool = inputs.resolve(golden.slcPool());
        Path export = scratch.resolve("export");
        try (var walk = Files.walk(inputs)) {
            for (Path source : walk.sorted().toList()) {
                if (source.startsWith(pool)) {
                    continue;
                }
                Path target = export.resolve(inputs.relativize(source).toString());
                if (Files.isDirectory(source)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(source, target);
                }
            }
        }
        try (var pairs = Files.list(export.resolve("SMALL_BASELINES"))) {
            for (Path pair : pairs.toList()) {
                for (String date : pair.getFileName().toString().split("_")) {
                    Files.copy(pool.resolve(date + ".rslc"), pair.resolve(date + ".rslc"));
                }
            }
        }
        return export;
    }
}
