package dev.stampede.cli;

import dev.stampede.insar.pipeline.config.ByteSize;
import dev.stampede.runtime.Progress;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/// What a person watching sees of the work: a bar on a terminal, otherwise plain lines every few seconds;
/// with rate, time left and memory. Safe to call from several threads.
abstract class Display implements AutoCloseable {
    static Display of(boolean quiet, boolean terminal, PrintStream err) {
        return quiet ? new Silent() : terminal ? new Bar(err) : new Lines(err);
    }

    /// `done` of `total` steps of some work are done.
    abstract void update(String work, long done, long total);

    /// A line that stays.
    abstract void message(String line);

    @Override
    public abstract void close();

    /// This display as the progress of a single piece of work.
    Progress progress() {
        var done = new AtomicLong();
        return new Progress() {
            private volatile String work = "";
            private volatile long total = 1;

            @Override
            public void begin(String task, long units) {
                work = task;
                total = units;
                done.set(0);
                update(task, 0, units);
            }

            @Override
            public void advance(long units) {
                update(work, done.addAndGet(units), total);
            }
        };
    }

    private static final class Silent extends Display {
        @Override
        void update(String work, long done, long total) {}

        @Override
        void message(String line) {}

        @Override
        public void close() {}
    }

    /// Plain lines, for log files.
    private static final class Lines extends Display {
        private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(5);

        /// When a piece of work began and was last mentioned.
        private record Mention(long began, long last) {}

        private final PrintStream err;
        private final Map<String, Mention> mentions = new HashMap<>();

        Lines(PrintStream err) {
            this.err = err;
        }

        @Override
        synchronized void update(String work, long done, long total) {
            long now = System.nanoTime();
            var mention = mentions.get(work);
            if (mention == null || done == 0) {
                mentions.put(work, new Mention(now, now));
            } else if (done >= total) {
                mentions.remove(work);
            } else if (now - mention.last() >= INTERVAL_NANOS) {
                mentions.put(work, new Mention(mention.began(), now));
                err.println(line(work, done, total, (now - mention.began()) / 1e9));
            }
        }

        private static String line(String work, long done, long total, double seconds) {
            double rate = done / seconds;
            return String.format(
                    Locale.ROOT,
                    "%s: %d of %d (%d %%), %.3g/s, %s left, %s",
                    work,
                    done,
                    total,
                    100 * done / total,
                    rate,
                    Durations.text((total - done) / rate),
                    ByteSize.format(Memory.resident()));
        }

        @Override
        synchronized void message(String line) {
            err.println(line);
        }

        @Override
        public void close() {}
    }

    /// One bar, for the work that began last.
    private static final class Bar extends Display {
        private final PrintStream err;
        private String current = "";
        private ProgressBar bar;

        Bar(PrintStream err) {
            this.err = err;
        }

        @Override
        synchronized void update(String work, long done, long total) {
            if (bar == null || done == 0 || total != bar.getMax() && work.equals(current)) {
                close();
                current = work;
                bar = new ProgressBarBuilder()
                        .setTaskName(work)
                        .setInitialMax(total)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(200)
                        .showSpeed()
                        .clearDisplayOnFinish()
                        .setConsumer(new ConsoleProgressBarConsumer(err))
                        .build();
            } else if (work.equals(current)) {
                bar.setExtraMessage(" " + ByteSize.format(Memory.resident()));
                bar.stepTo(done);
            }
        }

        @Override
        synchronized void message(String line) {
            close();
            err.println(line);
        }

        @Override
        public synchronized void close() {
            if (bar != null) {
                bar.close();
                bar = null;
            }
        }
    }
}
