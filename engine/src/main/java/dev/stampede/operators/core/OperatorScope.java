package dev.stampede.operators.core;

import java.lang.foreign.Arena;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/// What surrounds the calls of a piece of code: where results are allocated. Bound for the calls inside a lambda
/// and for nothing else; threads that combinators start see the scope of the caller.
public final class OperatorScope {
    private static final ScopedValue<OperatorScope> CURRENT = ScopedValue.newInstance();
    private static final OperatorScope NONE = new OperatorScope(null);

    private final Arena arena;

    private OperatorScope(Arena arena) {
        this.arena = arena;
    }

    private static OperatorScope current() {
        return CURRENT.orElse(NONE);
    }

    /// Where an operator allocates its result: the arena bound by [#withArena], otherwise a new one that lives
    /// as long as something in it is reachable.
    public static Arena arena() {
        var bound = current().arena;
        return bound != null ? bound : Arena.ofAuto();
    }

    /// Runs `work` with all results of operators in `arena`, whose owner stays the caller. Operators that start
    /// threads need a shared arena.
    public static <T> T withArena(Arena arena, Supplier<T> work) {
        return ScopedValue.where(CURRENT, new OperatorScope(arena)).call(work::get);
    }

    /// The same work in the present scope, for another thread.
    static <T> Callable<T> carry(Callable<T> work) {
        if (!CURRENT.isBound()) {
            return work;
        }
        var scope = CURRENT.get();
        return () -> ScopedValue.where(CURRENT, scope).call(work::call);
    }

    static <A, B> B run(Operator<A, B> operator, A in) {
        return operator.compute(in);
    }
}
