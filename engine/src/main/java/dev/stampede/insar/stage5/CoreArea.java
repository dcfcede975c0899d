package dev.stampede.insar.stage5;

import dev.stampede.insar.artifacts.ArtifactFolder;
import dev.stampede.insar.artifacts.MissingArtifactException;
import dev.stampede.io.mat.FormatException;
import java.io.IOException;
import java.nio.file.Files;

/// The part of a scene a patch is responsible for, without its overlap; zero-based pixels, both ends included.
record CoreArea(int firstLine, int lastLine, int firstSample, int lastSample) {
    /// Reads `patch_noover.in`: first and last sample, first and last line, one-based, one number a line.
    static CoreArea read(ArtifactFolder patch) throws IOException {
        var file = patch.path().resolve("patch_noover.in");
        if (!Files.exists(file)) {
            throw new MissingArtifactException(file, "preparation makes it: stampede prep");
        }
        var words = Files.readString(file).strip().split("\\s+");
        try {
            return new CoreArea(
                    Integer.parseInt(words[2]) - 1,
                    Integer.parseInt(words[3]) - 1,
                    Integer.parseInt(words[0]) - 1,
                    Integer.parseInt(words[1]) - 1);
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new FormatException(file, "expected four whole numbers, found " + String.join(" ", words), e);
        }
    }

    boolean contains(int line, int sample) {
        return line >= firstLine && line <= lastLine && sample >= firstSample && sample <= lastSample;
    }
}
