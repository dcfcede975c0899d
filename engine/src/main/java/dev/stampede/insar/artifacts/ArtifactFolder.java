package dev.stampede.insar.artifacts;

import dev.stampede.io.mat.MatFiles;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A folder of artifacts: a patch or the dataset root.
///
/// @param path the folder
public record ArtifactFolder(Path path) {
    /// The file of an artifact such as `ps1`, existing or not.
    public Path file(String artifact) {
        return path.resolve(artifact + ".mat");
    }

    public boolean has(String artifact) {
        return Files.isRegularFile(file(artifact));
    }

    /// Opens an artifact; what is read belongs to `arena`.
    /// @throws MissingArtifactException if it does not exist, naming the stage that makes it
    public Artifact open(Arena arena, String artifact) throws IOException {
        if (!has(artifact)) {
            throw new MissingArtifactException(file(artifact), ArtifactNames.remedy(artifact));
        }
        return new Artifact(MatFiles.open(file(artifact)), arena);
    }

    /// Opens an artifact that need not exist.
    public Optional<Artifact> find(Arena arena, String artifact) throws IOException {
        return has(artifact) ? Optional.of(open(arena, artifact)) : Optional.empty();
    }
}
