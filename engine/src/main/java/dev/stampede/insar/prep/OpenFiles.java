package dev.stampede.insar.prep;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/// Files that are closed together.
final class OpenFiles {
    private OpenFiles() {}

    /// Closes all of them, whatever fails on the way: on a full disk the first may fail to write its last
    /// bytes, and the others must not stay open for that.
    /// @throws IOException the first failure, with the others attached
    static void close(List<? extends Closeable> files) throws IOException {
        IOException failure = null;
        for (var file : files) {
            try {
                file.close();
            } catch (IOException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
