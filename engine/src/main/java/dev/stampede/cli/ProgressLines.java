package dev.stampede.cli;

import dev.stampede.insar.pipeline.config.ByteSize;
import dev.stampede.runtime.Progress;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// Progress as plain lines: when a task starts and then every few seconds, with rate, time left and memory.
final class ProgressLines implements Progress {
    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final PrintStream err;
    private String task = "";
    private long units;
    private long done;
    private long started;
    private long printed;

    ProgressLines(PrintStream err) {
        this.err = err;
    }

    @Override
    public synchronized void begin(String newTask, long newUnits) {
        if (!newTask.equals(task)) {
            err.println(newTask);
        }
        task = newTask;
        units = newUnits;
        done = 0;
        started = System.nanoTime();
        printed = started;
    }

    @Override
    public synchronized void advance(long more) {
        done += more;
        long now = System.nanoTime();
        if (now - printed >= INTERVAL_NANOS && done < units) {
            printed = now;
            err.println(line((now - started) / 1e9));
        }
    }

    private String line(double seconds) {
        double rate = done / seconds;
        return String.format(
                Locale.ROOT,
                "%s: %d of %d (%d %%), %.3g/s, %s left, %s",
                task,
                done,
                units,
                100 * done / units,
                rate,
                duration((units - done) / rate),
                ByteSize.format(Memory.resident()));
    }

    static String duration(double seconds) {
        if (!(seconds < 360_000)) {
            return "unknown time";
        }
        long s = Math.round(seconds);
        return s < 60
                ? s + " s"
                : s < 3600 ? s / 60 + " min " + s % 60 + " s" : s / 3600 + " h " + s % 3600 / 60 + " min";
    }
}
