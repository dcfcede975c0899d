package dev.stampede.insar.pipeline;

import dev.stampede.insar.pipeline.config.ByteSize;
import dev.stampede.runtime.UsageException;

/// Keeps the tasks that run at the same time within the memory of the run.
///
/// A task is admitted when its estimate fits into what the others leave. The first is always admitted, since
/// [#requireFits] has refused tasks that are too large on their own.
final class MemoryPlan {
    private final long limit;
    private long used;
    private long most;
    private int running;

    /// @param limit bytes for tasks, without the Java machine
    MemoryPlan(long limit) {
        this.limit = limit;
    }

    synchronized boolean admit(long bytes) {
        if (running > 0 && bytes > limit - used) {
            return false;
        }
        used += bytes;
        running++;
        most = Math.max(most, used);
        return true;
    }

    /// The largest sum of tasks that were admitted side by side, bytes.
    synchronized long most() {
        return most;
    }

    synchronized void release(long bytes) {
        used -= bytes;
        running--;
    }

    /// @param java bytes of the Java machine
    /// @throws UsageException if a task alone is too large, naming what would help
    static void requireFits(Task task, long bytes, long java, long limit) {
        if (bytes > limit - java) {
            throw new UsageException(task.id() + " needs about " + ByteSize.format(bytes) + " and the Java machine "
                    + ByteSize.format(java) + ", the run may use " + ByteSize.format(limit)
                    + "; raise runtime.max_memory_bytes or " + remedy(task));
        }
    }

    private static String remedy(Task task) {
        return switch (task.step().stage()) {
            case 1, 3, 4 -> "prepare with more patches (--range-patches, --azimuth-patches)";
            case 2 -> "prepare with more patches (--range-patches, --azimuth-patches) or raise filter_grid_size";
            case 5 ->
                task.step().merged()
                        ? "raise merge_resample_size"
                        : "prepare with more patches (--range-patches, --azimuth-patches)";
            case 6 -> "raise unwrap_grid_size or lower runtime.stage6_ifg_workers";
            case 7 -> "lower runtime.stage7_chunk_ps";
            default -> "lower runtime.stage8_chunk_edges";
        };
    }
}
