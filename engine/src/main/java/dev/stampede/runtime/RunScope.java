package dev.stampede.runtime;

/// Whom long work inside a run tells how far it has come, and who may stop it. Bound for a call and what it
/// calls on the same thread; work that is handed to other threads takes [#current()] along.
///
/// @param progress     told of the work
/// @param cancellation to look at now and then
public record RunScope(Progress progress, Cancellation cancellation) {
    private static final ScopedValue<RunScope> CURRENT = ScopedValue.newInstance();

    /// That of the surrounding run; outside of any one that tells nobody and is never stopped.
    public static RunScope current() {
        return CURRENT.isBound() ? CURRENT.get() : new RunScope(Progress.NONE, new Cancellation());
    }

    /// Calls something inside this scope.
    /// @throws X whatever the call throws
    public <T, X extends Throwable> T call(ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.where(CURRENT, this).call(work);
    }
}
