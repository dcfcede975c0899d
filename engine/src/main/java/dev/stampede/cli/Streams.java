package dev.stampede.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Where a command prints and what surrounds it; tests bring their own.
///
/// @param out         data
/// @param err         progress, warnings, errors
/// @param outTerminal whether a person reads `out` directly
/// @param errTerminal whether a person reads `err` directly
/// @param environment environment variables
record Streams(
        OutputStream out, PrintStream err, boolean outTerminal, boolean errTerminal, Map<String, String> environment) {
    static Streams ofProcess() {
        return new Streams(
                new FileOutputStream(FileDescriptor.out),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                terminal("out", 1),
                terminal("err", 2),
                System.getenv());
    }

    /// The launcher says which streams are terminals (`-Dstampede.terminal=out,err`); without it the system
    /// is asked.
    private static boolean terminal(String stream, int descriptor) {
        String told = System.getProperty("stampede.terminal");
        if (told != null) {
            return told.contains(stream);
        }
        var link = Path.of("/proc/self/fd/" + descriptor);
        try {
            if (Files.isSymbolicLink(link)) {
                String target = Files.readSymbolicLink(link).toString();
                return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
            }
        } catch (IOException e) {
            // the console knows
        }
        return System.console() != null && System.console().isTerminal();
    }
}
