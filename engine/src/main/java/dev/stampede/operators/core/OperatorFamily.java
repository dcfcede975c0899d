package dev.stampede.operators.core;

import java.util.List;

/// The operators of one package. Found by `ServiceLoader`.
public interface OperatorFamily {
    /// Its name in lists: the last part of the package name.
    String name();

    /// The classes, in the order in which they are documented: records, and subclasses of
    /// [SettingsOperator]. Parts that are no operators ([Configured]) are listed here too.
    List<Class<? extends Configured>> types();
}
