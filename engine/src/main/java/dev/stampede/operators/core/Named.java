package dev.stampede.operators.core;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Name and version an operator is stored under when they are not the class name and 1.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Named {
    /// Empty: the simple name of the class.
    String value() default "";

    /// Raised when the meaning of a stored configuration changes.
    int version() default 1;
}
