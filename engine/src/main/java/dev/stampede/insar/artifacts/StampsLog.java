package dev.stampede.insar.artifacts;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// `STAMPS.log`: one line per step and parameter change, for people; nothing reads it back. A line that
/// cannot be written is dropped.
public final class StampsLog {
    public static final String FILE = "STAMPS.log";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd-MMM-yyyy HH:mm:ss", Locale.ENGLISH);

    private StampsLog() {}

    /// Appends a line to the log of `folder`.
    ///
    /// @param routine who speaks, such as `setparm`
    public static void append(Path folder, String routine, String message) {
        try {
            DurableFiles.append(folder.resolve(FILE), line(LocalDateTime.now(), routine, message));
        } catch (IOException e) {
            System.getLogger(StampsLog.class.getName())
                    .log(System.Logger.Level.DEBUG, "cannot write " + folder.resolve(FILE), e);
        }
    }

    static String line(LocalDateTime time, String routine, String message) {
        return TIME.format(time) + " " + String.format("%-16s", routine.toUpperCase(Locale.ROOT)) + " " + message
                + "\n";
    }
}
