package dev.stampede.cli;

import dev.stampede.insar.pipeline.config.ByteSize;
import dev.stampede.runtime.Progress;
import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/// Progress as a bar on a terminal, with rate, time left and memory.
final class ProgressBars implements Progress, AutoCloseable {
    private final PrintStream err;
    private ProgressBar bar;

    ProgressBars(PrintStream err) {
        this.err = err;
    }

    @Override
    public synchronized void begin(String task, long units) {
        close();
        bar = new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(units)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(250)
                .showSpeed()
                .setConsumer(new ConsoleProgressBarConsumer(err, 100))
                .build();
    }

    @Override
    public synchronized void advance(long units) {
        if (bar != null) {
            bar.setExtraMessage(ByteSize.format(Memory.resident()));
            bar.stepBy(units);
        }
    }

    @Override
    public synchronized void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
