package dev.stampede.insar.unwrap;

/// What the interferograms of one run share, read-only after [Unwrapper#prepare]; any number of workers may use
/// it.
public interface UnwrapRun {
    /// Bytes of off-heap memory one worker takes, for the memory plan.
    long bytesPerWorker();

    /// A solver with memory of its own, reused from one interferogram to the next. It belongs to the thread
    /// that opens it, which must also close it.
    UnwrapWorker openWorker();
}
