package dev.stampede.operators.core;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// Watches operators of chosen classes while a piece of code runs, without changing the pipeline. Hooks see the
/// operator, what it was given and what it returned, after each call that succeeds, for operators of exactly
/// that class. Spies nest: those of the outer scope see a call first. There is no other effect and no cost
/// outside of a scope.
///
///     var spy = Spy.on(Ndvi.class, (op, in, out) -> log.add(out));
///     spy.during(() -> pipeline.apply(scene));
public final class Spy {
    /// Sees one call.
    @FunctionalInterface
    public interface Hook<O> {
        void saw(O operator, Object in, Object out);
    }

    private final Map<Class<?>, Hook<Object>> hooks;

    private Spy(Map<Class<?>, Hook<Object>> hooks) {
        this.hooks = hooks;
    }

    /// Watches one class.
    public static <O extends Operator<?, ?>> Spy on(Class<O> type, Hook<? super O> hook) {
        return new Spy(Map.of()).and(type, hook);
    }

    /// Watches one more class.
    public <O extends Operator<?, ?>> Spy and(Class<O> type, Hook<? super O> hook) {
        Map<Class<?>, Hook<Object>> more = new LinkedHashMap<>(hooks);
        more.put(type, (operator, in, out) -> hook.saw(type.cast(operator), in, out));
        return new Spy(more);
    }

    /// Runs `work` while watching.
    public <T> T during(Supplier<T> work) {
        return OperatorScope.with(this, work);
    }

    void saw(Operator<?, ?> operator, Object in, Object out) {
        var hook = hooks.get(operator.getClass());
        if (hook != null) {
            hook.saw(operator, in, out);
        }
    }
}
