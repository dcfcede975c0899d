package dev.stampede.runtime;

/// Receives how far a piece of work has come. Implementations are thread-safe.
public interface Progress {
    /// Ignores everything.
    Progress NONE = new Progress() {
        @Override
        public void begin(String task, long units) {}

        @Override
        public void advance(long units) {}
    };

    /// A new task of `units` steps starts; the previous one is over. `units` is at least 1.
    void begin(String task, long units);

    /// `units` more steps are done.
    void advance(long units);
}
