package dev.stampede.insar.stage1;

import dev.stampede.insar.artifacts.MissingArtifactException;
import dev.stampede.io.mat.FormatException;
import dev.stampede.io.text.KeyedText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The files of the export a patch was cut from, as the lists of the preparation name them.
///
/// @param masterParameters parameter text of the reference image
/// @param interferograms   in the order of `pscands.1.ph`
record StackFiles(Path masterParameters, List<Path> interferograms) {
    /// Reads `rsc.txt` and `pscphase.in` from the patch, its parent or its grandparent.
    static StackFiles read(Path patch) throws IOException {
        var rsc = find(patch, "rsc.txt");
        var parameters = words(rsc);
        if (parameters.size() != 1) {
            throw new FormatException(rsc, "has " + parameters.size() + " lines, expected one path");
        }
        return new StackFiles(reachable(rsc, parameters.getFirst()), interferograms(patch));
    }

    /// The interferograms `pscphase.in` names, for a stack without a parameter file.
    static List<Path> interferograms(Path patch) throws IOException {
        var list = find(patch, "pscphase.in");
        var lines = words(list);
        if (lines.size() < 2) {
            throw new FormatException(list, "names no interferogram");
        }
        return lines.stream().skip(1).map(Path::of).toList();
    }

    /// The baselines of some interferograms, from the texts of the same names.
    BaselineVector[] baselines(int[] which) throws IOException {
        var vectors = new BaselineVector[which.length];
        for (int i = 0; i < which.length; i++) {
            var interferogram = interferograms.get(which[i]);
            var name = interferogram.getFileName().toString().replaceFirst("\\.[^.]*$", "") + ".base";
            vectors[i] = BaselineVector.of(KeyedText.read(
                    reachable(interferogram, interferogram.resolveSibling(name).toString())));
        }
        return vectors;
    }

    private static Path reachable(Path list, String name) throws FormatException {
        var file = Path.of(name);
        if (!Files.isRegularFile(file)) {
            throw new FormatException(
                    file, "does not exist (" + list + " leads to it); was the export moved? Prepare the dataset again");
        }
        return file;
    }

    private static Path find(Path patch, String name) throws IOException {
        var folder = patch.toAbsolutePath().normalize();
        for (int level = 0; level < 3 && folder != null; level++) {
            if (Files.isRegularFile(folder.resolve(name))) {
                return folder.resolve(name);
            }
            folder = folder.getParent();
        }
        throw new MissingArtifactException(patch.resolve(name), "preparation makes it: stampede prep");
    }

    private static List<String> words(Path list) throws IOException {
        return Files.readAllLines(list).stream()
                .map(String::strip)
                .filter(l -> !l.isEmpty())
                .toList();
    }
}
