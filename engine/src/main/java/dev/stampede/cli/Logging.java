package dev.stampede.cli;

import java.io.PrintStream;
import java.util.Locale;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;

/// Sends log messages of the library to standard error, one line each.
final class Logging {
    private Logging() {}

    static void configure(LogLevel level, PrintStream err) {
        LogManager.getLogManager().reset();
        var root = java.util.logging.Logger.getLogger("");
        root.setLevel(level.level);
        root.addHandler(new Lines(err));
    }

    /// Levels as users name them.
    enum LogLevel {
        off(Level.OFF),
        error(Level.SEVERE),
        warning(Level.WARNING),
        info(Level.INFO),
        debug(Level.FINE),
        trace(Level.FINEST);

        private final Level level;

        LogLevel(Level level) {
            this.level = level;
        }
    }

    private static final class Lines extends Handler {
        private static final SimpleFormatter FORMATTER = new SimpleFormatter();
        private final PrintStream err;

        Lines(PrintStream err) {
            this.err = err;
        }

        @Override
        public void publish(LogRecord entry) {
            String level = switch (entry.getLevel().getName()) {
                case "SEVERE" -> "error";
                case "FINE", "FINER", "FINEST", "CONFIG" -> "debug";
                default -> entry.getLevel().getName().toLowerCase(Locale.ROOT);
            };
            String cause =
                    entry.getThrown() == null ? "" : ": " + entry.getThrown().getMessage();
            err.println("stampede: " + level + ": " + FORMATTER.formatMessage(entry) + cause);
        }

        @Override
        public void flush() {
            err.flush();
        }

        @Override
        public void close() {}
    }
}
