package dev.stampede.operators.core;

/// Something made from parameters that can be written down and read back: an operator, or a part of one such
/// as the geometry of a patcher. A record gets everything here from its components.
public interface Configured {
    /// The name it is registered and stored under.
    default String name() {
        return Names.of(getClass());
    }

    /// Its parameters, in the order of the components.
    default Config config() {
        return Components.config(this);
    }

    /// Whether [#config()] is enough to make it again. Answers `false` for what holds closures, models or live
    /// arrays: its configuration is then a picture for people, and it is refused when a pipeline is written.
    default boolean serialisable() {
        return true;
    }

    /// `Name(parameter=value, ...)`.
    default String repr() {
        return name() + "(" + config().repr() + ")";
    }
}
