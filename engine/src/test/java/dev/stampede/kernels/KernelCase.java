package dev.stampede.kernels;

import java.util.function.Consumer;

/// Work for one kernel family from which its contract can be checked on any backend.
///
/// @param body makes inputs of a trial and says how to call a kernel on them
record KernelCase<K extends Kernel>(KernelFamily<K> family, Body<K> body) {
    /// Makes the inputs; what is returned calls a kernel and records its results in the trial.
    @FunctionalInterface
    interface Body<K> {
        Consumer<K> prepare(Trial trial);
    }

    /// Runs a kernel on the data of a trial.
    ///
    /// @throws AssertionError if it changes an input
    void run(K kernel, Trial trial) {
        var action = body.prepare(trial);
        var before = trial.inputsAsTheyAre();
        action.accept(kernel);
        for (int i = 0; i < before.size(); i++) {
            if (trial.given().get(i).mismatch(java.lang.foreign.MemorySegment.ofArray(before.get(i))) >= 0) {
                throw new AssertionError(this + " changes input " + i);
            }
        }
    }

    @Override
    public String toString() {
        return family.id();
    }
}
