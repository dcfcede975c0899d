package dev.stampede.operators.core;

/// A parameter type with a JSON form of its own, such as "a band by index or by name". The class also has
///
///     public static T fromConfig(Object value)
///
/// which reads what [#toConfig()] returned and throws [IllegalArgumentException] for anything else.
public interface ConfigValue {
    /// `null`, a truth value, a whole number as `Long`, a `Double`, text, or lists and maps of these.
    Object toConfig();
}
