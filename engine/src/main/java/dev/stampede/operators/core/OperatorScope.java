package dev.stampede.operators.core;

import dev.stampede.raster.RasterMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/// What surrounds the calls of a piece of code: who watches them and in which mode they run. Bound for the calls
/// inside a lambda and for nothing else; scopes nest, and threads that combinators start see the scope of the
/// caller.
final class OperatorScope {
    private static final ScopedValue<OperatorScope> CURRENT = ScopedValue.newInstance();
    private static final OperatorScope NONE = new OperatorScope(List.of(), Optional.empty());

    private final List<Spy> spies;
    private final Optional<Mode> mode;

    private OperatorScope(List<Spy> spies, Optional<Mode> mode) {
        this.spies = spies;
        this.mode = mode;
    }

    /// The mode of the innermost scope that set one.
    static Optional<Mode> mode() {
        return CURRENT.orElse(NONE).mode;
    }

    static <T> T with(Mode mode, Supplier<T> work) {
        return in(new OperatorScope(CURRENT.orElse(NONE).spies, Optional.of(mode)), work);
    }

    static <T> T with(Spy spy, Supplier<T> work) {
        var outer = CURRENT.orElse(NONE);
        List<Spy> all = new ArrayList<>(outer.spies);
        all.add(spy);
        return in(new OperatorScope(List.copyOf(all), outer.mode), work);
    }

    private static <T> T in(OperatorScope scope, Supplier<T> work) {
        return ScopedValue.where(CURRENT, scope).call(work::get);
    }

    /// The same work in the present scope, for another thread: with the same spies, mode and place for results.
    static <T> Callable<T> carry(Callable<T> work) {
        var placed = RasterMemory.bound(RasterMemory.current(), work);
        if (!CURRENT.isBound()) {
            return placed;
        }
        var scope = CURRENT.get();
        return () -> ScopedValue.where(CURRENT, scope).call(placed::call);
    }

    static <A, B> B run(Operator<A, B> operator, A in) {
        B out = operator.compute(in);
        if (CURRENT.isBound()) {
            CURRENT.get().spies.forEach(spy -> spy.saw(operator, in, out));
        }
        return out;
    }
}
