package dev.stampede.insar.pipeline;

/// A stage failed while it ran. The message names dataset, folder and stage; the cause is what went wrong.
public final class StageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient TaskId task;

    StageException(TaskId task, Object dataset, Throwable cause) {
        super(task + " (" + dataset + ") failed: " + describe(cause), cause);
        this.task = task;
    }

    /// Message of an exception, with its kind when the message alone would not be understood.
    static String describe(Throwable cause) {
        var message = cause.getMessage();
        boolean plain = cause instanceof UnsupportedOperationException
                || message == null
                || message.isBlank()
                || cause instanceof Error
                || cause instanceof java.nio.file.FileSystemException
                || cause.getClass() != IllegalArgumentException.class
                        && cause.getClass().getPackageName().startsWith("java.lang");
        return plain ? cause.getClass().getSimpleName() + (message == null ? "" : ": " + message) : message;
    }

    public TaskId task() {
        return task;
    }
}
