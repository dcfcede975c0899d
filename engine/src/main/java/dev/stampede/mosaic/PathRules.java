package dev.stampede.mosaic;

import dev.stampede.runtime.UsageException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// How inputs are found and outputs are named.
///
/// The name of a folder that exists, or whose last component has no dot, is a folder; anything else is a
/// pattern: for inputs with `*` and `?`, for outputs with `$`, which stands for the base name of the input.
public final class PathRules {
    private PathRules() {}

    /// The files a folder or pattern means, in code-point order of the whole path. Not recursive.
    /// @param defaultPattern what is taken of a folder; `null` if folders are not allowed
    /// @throws UsageException if nothing is found
    public static List<Path> search(String pattern, String defaultPattern) throws IOException {
        var path = Path.of(pattern);
        boolean folder = isFolder(path);
        if (folder && defaultPattern == null) {
            throw new UsageException("Pattern is a directory, but no default_file_pattern was provided.");
        }
        var parent = folder ? path : path.getParent();
        var place = parent == null ? Path.of("") : parent;
        var matcher = FileSystems.getDefault()
                .getPathMatcher(
                        "glob:" + (folder ? defaultPattern : path.getFileName().toString()));
        var found = new ArrayList<Path>();
        if (Files.isDirectory(place)) {
            try (var files = Files.list(place)) {
                files.filter(file -> matcher.matches(file.getFileName())).forEach(found::add);
            }
        }
        if (found.isEmpty()) {
            throw new UsageException("No results found for paths: " + pattern);
        }
        found.sort(Comparator.comparing(Path::toString, PathRules::byCodePoint));
        return found;
    }

    private static int byCodePoint(String a, String b) {
        return java.util.Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());
    }

    /// One output per input name.
    /// @param template    folder or pattern with `$`
    /// @param defaultName file name for a folder, with `$`; `null` if folders are not allowed
    /// @throws UsageException if two outputs would have the same path
    public static List<Path> create(String template, String defaultName, List<String> names) {
        var path = Path.of(template);
        boolean folder = isFolder(path);
        if (folder && defaultName == null) {
            throw new UsageException("Template is a directory, but no default_file_pattern was provided.");
        }
        var pattern = folder ? path.resolve(defaultName).toString() : template;
        var outputs =
                names.stream().map(name -> Path.of(pattern.replace("$", name))).toList();
        if (outputs.stream().distinct().count() != outputs.size()) {
            throw new UsageException("the output \"" + template + "\" gives several images the same path; use $, which"
                    + " stands for the name of the image");
        }
        return outputs;
    }

    /// @throws UsageException if a file to be written is one of those that are read meanwhile
    public static void requireOthers(List<Path> outputs, List<Path> inputs) throws IOException {
        for (var output : outputs.stream().filter(Files::exists).toList()) {
            for (var input : inputs) {
                if (Files.exists(input) && Files.isSameFile(output, input)) {
                    throw new UsageException(output + " would overwrite one of the images; choose another output");
                }
            }
        }
    }

    private static boolean isFolder(Path path) {
        var last = path.getFileName();
        return last == null
                || Files.isDirectory(path)
                || last.toString().chars().noneMatch(c -> "*?[{.$".indexOf(c) >= 0);
    }
}
