package dev.stampede.cli;

import java.util.Locale;

/// Times for people.
final class Durations {
    private Durations() {}

    /// Such as `0.42 s`, `3 min 5 s`, `2 h 10 min`.
    static String text(double seconds) {
        if (!(seconds < 3.6e6)) {
            return "unknown time";
        }
        if (seconds < 60) {
            return String.format(Locale.ROOT, seconds < 10 ? "%.2f s" : "%.0f s", seconds);
        }
        long s = Math.round(seconds);
        return s < 3600 ? s / 60 + " min " + s % 60 + " s" : s / 3600 + " h " + s % 3600 / 60 + " min";
    }
}
