package dev.stampede.operators.core;

import java.util.Optional;
import java.util.function.Supplier;

/// What a pipeline is run for.
public enum Mode {
    TRAIN,
    EVAL;

    /// Runs `work` in this mode.
    public <T> T during(Supplier<T> work) {
        return OperatorScope.with(this, work);
    }

    /// The mode of the calling code; empty outside of any [#during].
    public static Optional<Mode> current() {
        return OperatorScope.mode();
    }
}
