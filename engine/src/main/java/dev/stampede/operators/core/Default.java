package dev.stampede.operators.core;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The value of a parameter that a file leaves out, as JSON text: `1e-10`, `false`, `"mean"`, `[2, 98]`.
/// Optional parameters need none.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Default {
    String value();
}
