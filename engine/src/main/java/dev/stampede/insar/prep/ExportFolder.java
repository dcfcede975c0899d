package dev.stampede.insar.prep;

import dev.stampede.io.mat.FormatException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Looks into the folders of an export, the same way for every processor.
final class ExportFolder {
    private ExportFolder() {}

    /// Files of a folder by name, in path order; hidden ones as the shell leaves them out.
    static List<Path> list(Path folder, Predicate<String> accept) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.filter(p -> !name(p).startsWith(".") && accept.test(name(p)))
                    .sorted(java.util.Comparator.comparing(Path::toString))
                    .toList();
        } catch (java.nio.file.NoSuchFileException e) {
            throw new FormatException(folder, "folder is missing", e);
        } catch (NotDirectoryException e) {
            throw new FormatException(folder, "is not a folder", e);
        } catch (AccessDeniedException e) {
            throw new FormatException(folder, "cannot be read; check its permissions", e);
        }
    }

    static List<Path> inEach(List<Path> folders, Predicate<String> accept) throws IOException {
        var files = new ArrayList<Path>();
        for (var folder : folders) {
            if (Files.isDirectory(folder)) {
                files.addAll(list(folder, accept));
            }
        }
        return files;
    }

    static void require(boolean condition, Path file, String problem) throws FormatException {
        if (!condition) {
            throw new FormatException(file, problem);
        }
    }

    static String name(Path file) {
        return file.getFileName().toString();
    }

    /// Refuses a raster that is not there or has not the size of the scene.
    static void checkSize(Path raster, ExportTree tree, int bytes) throws IOException {
        require(Files.isRegularFile(raster), raster, "is missing");
        require(Files.isReadable(raster), raster, "cannot be read; check its permissions");
        long expected = tree.pixels() * bytes;
        long found = Files.size(raster);
        require(
                found == expected,
                raster,
                "has " + found + " bytes, expected " + expected + " (" + tree.width() + " x " + tree.length()
                        + " pixels of " + bytes + " bytes); " + (found < expected ? "it is truncated, or " : "")
                        + "the size in " + tree.sizeSource() + " is not its size");
    }
}
