package dev.stampede.io.zarr;

import dev.stampede.io.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A folder of arrays and groups.
public final class ZarrGroup {
    private ZarrGroup() {}

    /// Makes a folder, and those between it and `store`, groups, unless they are.
    /// @param path names of groups, separated by `/`; empty for the store itself
    /// @return the folder of the group
    /// @throws IOException if one of the folders holds an array, or cannot be written
    public static Path create(Path store, String path, ZarrFormat format) throws IOException {
        var folder = store;
        make(folder, format);
        for (var name : path.split("/")) {
            if (!name.isEmpty()) {
                folder = folder.resolve(name);
                make(folder, format);
            }
        }
        return folder;
    }

    private static void make(Path folder, ZarrFormat format) throws IOException {
        if (Files.isRegularFile(folder)) {
            throw new IOException(folder + ": is a file, not a folder a Zarr store can be in; name another");
        }
        Files.createDirectories(folder);
        if (ZarrArray.isIn(folder)) {
            throw new IOException(folder + ": is a Zarr array, which cannot hold others; name another group");
        }
        if (Files.exists(folder.resolve(".zgroup")) || Files.exists(folder.resolve("zarr.json"))) {
            boolean there2 = Files.exists(folder.resolve(".zgroup"));
            if (there2 != (format == ZarrFormat.V2)) {
                throw new IOException(folder + ": is a group of version " + (there2 ? 2 : 3)
                        + " of the format, which cannot hold arrays of another; name another store");
            }
            return;
        }
        try (var inside = Files.list(folder)) {
            if (inside.anyMatch(Files::isRegularFile)) {
                throw new IOException(folder + ": holds files that are no Zarr store; name another folder");
            }
        }
        var json = new LinkedHashMap<String, Object>();
        json.put("zarr_format", format == ZarrFormat.V2 ? 2 : 3);
        if (format == ZarrFormat.V2) {
            WholeFile.write(folder.resolve(".zgroup"), ArrayMetadata.text(json));
        } else {
            json.put("node_type", "group");
            json.put("attributes", Map.of());
            WholeFile.write(folder.resolve("zarr.json"), ArrayMetadata.text(json));
        }
    }

    /// Whether a folder is a group.
    /// @throws IOException if its metadata cannot be read
    public static boolean isIn(Path folder) throws IOException {
        return Files.exists(folder.resolve(".zgroup"))
                || Files.exists(folder.resolve("zarr.json"))
                        && ArrayMetadata.tree(folder.resolve("zarr.json"))
                                .path("node_type")
                                .asText()
                                .equals("group");
    }

    /// Folders of the arrays right in a group, by name.
    /// @throws IOException if it cannot be listed
    public static List<Path> arrays(Path group) throws IOException {
        try (var inside = Files.list(group)) {
            var arrays = new java.util.ArrayList<Path>();
            for (var folder : inside.filter(Files::isDirectory).sorted().toList()) {
                if (ZarrArray.isIn(folder)) {
                    arrays.add(folder);
                }
            }
            return arrays;
        }
    }
}
