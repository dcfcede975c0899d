package dev.stampede.cli;

import dev.stampede.insar.pipeline.MemoryUse;
import dev.stampede.insar.pipeline.PipelineListener;
import dev.stampede.insar.pipeline.ResultRow;
import dev.stampede.insar.pipeline.TaskId;
import dev.stampede.insar.pipeline.TaskStatus;
import java.util.List;

/// Shows the progress of a run to the person watching.
final class RunListener implements PipelineListener {
    private final Display display;

    RunListener(Display display) {
        this.display = display;
    }

    @Override
    public void planned(List<ResultRow> tasks, MemoryUse memory) {
        long toRun =
                tasks.stream().filter(t -> t.status() == TaskStatus.PLANNED).count();
        long kept = tasks.size() - toRun;
        display.message(toRun + " of " + tasks.size() + " steps to run" + (kept > 0 ? ", " + kept + " kept" : ""));
        display.message(MemoryText.of(memory, false));
    }

    @Override
    public void progress(TaskId task, String work, long done, long total) {
        String name = "stage " + task.stage() + " " + task.target();
        display.update(work.equals(name) ? name : name + ": " + work, done, total);
    }

    @Override
    public void finished(ResultRow row) {
        String time = row.durationSeconds().isPresent()
                ? " in " + Durations.text(row.durationSeconds().getAsDouble())
                : "";
        display.message("stage " + row.task().stage() + " " + row.task().target() + ": "
                + row.status().label() + time + (row.details().isBlank() ? "" : ": " + row.details()));
    }

    @Override
    public void note(String message) {
        display.message("note: " + message);
    }
}
