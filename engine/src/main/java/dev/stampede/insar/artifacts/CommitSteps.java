package dev.stampede.insar.artifacts;

import java.io.IOException;

/// Told before every change a publication makes to the file system, in order. Exists so that tests can fail
/// or stop at each of them.
@FunctionalInterface
interface CommitSteps {
    CommitSteps NONE = step -> {};

    void before(String step) throws IOException;
}
