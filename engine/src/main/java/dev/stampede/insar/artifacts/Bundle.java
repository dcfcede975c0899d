package dev.stampede.insar.artifacts;

import dev.stampede.io.mat.MatValue;
import java.io.IOException;
import java.util.SequencedMap;

/// The outputs of one stage for one folder, collected aside and published together by the pipeline after
/// the stage returns. Nothing is visible before; nothing is lost when the stage fails.
///
/// Each call writes its file into staging at once, so its memory may be released afterwards.
public interface Bundle {
    /// Replaces the artifact by exactly these variables, in this order.
    void replace(String artifact, SequencedMap<String, MatValue> variables) throws IOException;

    /// Replaces or adds these variables and keeps others an existing file holds (the way the original saves).
    void append(String artifact, SequencedMap<String, MatValue> variables) throws IOException;

    /// Replaces a text file such as `patch.list`.
    void text(String fileName, String content) throws IOException;

    /// Removes an artifact of this folder when the bundle is published; no effect if it does not exist.
    void remove(String artifact) throws IOException;
}
