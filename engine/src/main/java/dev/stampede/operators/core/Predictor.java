package dev.stampede.operators.core;

/// A model: a batch of arrays to a batch of results, the first axis counting the samples of both.
///
/// @param <T> the array
@FunctionalInterface
public interface Predictor<T> {
    T predict(T batch);

    /// The name of the kind of model.
    default String name() {
        return getClass().isSynthetic() || getClass().isHidden()
                ? "model"
                : getClass().getSimpleName();
    }
}
