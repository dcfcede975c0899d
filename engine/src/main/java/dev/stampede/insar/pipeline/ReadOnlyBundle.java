package dev.stampede.insar.pipeline;

import dev.stampede.insar.artifacts.Bundle;
import dev.stampede.io.mat.MatValue;
import java.util.SequencedMap;

/// Stands in while nothing may be written yet.
final class ReadOnlyBundle implements Bundle {
    @Override
    public void replace(String artifact, SequencedMap<String, MatValue> variables) {
        throw refused(artifact);
    }

    @Override
    public void append(String artifact, SequencedMap<String, MatValue> variables) {
        throw refused(artifact);
    }

    @Override
    public void text(String fileName, String content) {
        throw refused(fileName);
    }

    @Override
    public void remove(String artifact) {
        throw refused(artifact);
    }

    private static IllegalStateException refused(String name) {
        return new IllegalStateException("nothing may be written while a run is planned, found " + name);
    }
}
