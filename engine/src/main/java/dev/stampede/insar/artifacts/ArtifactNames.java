package dev.stampede.insar.artifacts;

/// Which step makes which artifact.
final class ArtifactNames {
    private ArtifactNames() {}

    static String remedy(String artifact) {
        throw new UnsupportedOperationException("not written yet");
    }
}
