package dev.stampede.operators.core;

import java.util.Objects;

/// Base of operators that keep something between calls, which a record cannot: the parameters are a record of
/// their own. A subclass has a public constructor that takes it; equality and hash are those of the parameters.
///
/// @param <S> the parameters
public abstract class SettingsOperator<S extends Record, A, B> implements Operator<A, B> {
    private final S settings;

    protected SettingsOperator(S settings) {
        this.settings = Objects.requireNonNull(settings, "settings");
    }

    public final S settings() {
        return settings;
    }

    @Override
    public final Config config() {
        return Components.config(settings);
    }

    /// Equal parameters of the same class; an operator that cannot be stored equals only itself.
    @Override
    public final boolean equals(Object other) {
        return this == other
                || serialisable()
                        && other != null
                        && other.getClass() == getClass()
                        && settings.equals(((SettingsOperator<?, ?, ?>) other).settings);
    }

    @Override
    public final int hashCode() {
        return serialisable() ? settings.hashCode() : System.identityHashCode(this);
    }

    @Override
    public final String toString() {
        return repr();
    }
}
