package dev.stampede.io.labelled;

import dev.stampede.io.zarr.ZarrArray;
import dev.stampede.io.zarr.ZarrGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Variables of files by what the path is: a folder is a Zarr group, a file NetCDF-4 or HDF5.
public final class LabelledFiles {
    private LabelledFiles() {}

    /// Names of the variables that are no coordinates.
    /// @throws IOException if there is no such path or it is neither
    public static List<String> variables(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString());
        }
        if (!Files.isDirectory(path)) {
            return Hdf5Labelled.variables(path);
        }
        var names = new ArrayList<String>();
        for (var folder : ZarrGroup.arrays(path)) {
            var array = ZarrArray.open(folder);
            var name = folder.getFileName().toString();
            if (!array.layout().dims().isEmpty() && !array.layout().dims().equals(List.of(name))) {
                names.add(name);
            }
        }
        return names;
    }

    /// Opens a variable.
    /// @throws IOException if it is not there
    public static LabelledSource open(Path path, String variable) throws IOException {
        return Files.isDirectory(path) ? ZarrLabelled.open(path, variable) : Hdf5Labelled.open(path, variable);
    }

    /// Opens the only variable.
    /// @throws IOException if there is none, or there are several; names them
    public static LabelledSource openOnly(Path path) throws IOException {
        var names = variables(path);
        if (names.size() != 1) {
            throw new IOException(path + ": has " + (names.isEmpty() ? "no variable" : "the variables " + names)
                    + " with named axes; " + (names.isEmpty() ? "expected one" : "name one of them"));
        }
        return open(path, names.getFirst());
    }
}
