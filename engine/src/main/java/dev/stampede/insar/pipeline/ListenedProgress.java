package dev.stampede.insar.pipeline;

import dev.stampede.runtime.Progress;
import java.util.concurrent.atomic.AtomicLong;

/// Passes the progress of one task on to the listener of the run.
final class ListenedProgress implements Progress {
    private final PipelineListener listener;
    private final TaskId task;
    private final AtomicLong done = new AtomicLong();
    private volatile String work = "";
    private volatile long total = 1;

    ListenedProgress(PipelineListener listener, TaskId task) {
        this.listener = listener;
        this.task = task;
    }

    @Override
    public void begin(String newWork, long units) {
        work = newWork;
        total = units;
        done.set(0);
        listener.progress(task, newWork, 0, units);
    }

    @Override
    public void advance(long units) {
        listener.progress(task, work, done.addAndGet(units), total);
    }
}
