package dev.stampede.memory;

/// A value with named properties beside its elements, such as the reference system and the fill value of a
/// raster.
///
/// @param <T> the type itself
public interface Attributed<T> {
    /// Whether there is a property of this name, be its value `null` or not.
    boolean hasAttribute(String name);

    /// Its value: text, a number, a truth value, or lists and maps of these; `null` when there is none.
    Object attribute(String name);

    /// The same value with one more property, or another value of it.
    T withAttribute(String name, Object value);
}
