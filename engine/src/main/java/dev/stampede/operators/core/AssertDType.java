package dev.stampede.operators.core;

import dev.stampede.memory.Shaped;

/// Refuses an input of another element type, and returns it otherwise. Errors: [QcException] names both.
///
/// @param expected name of the type, as `float32`
@Named("AssertDType")
public record AssertDType<A>(String expected) implements Operator<A, A> {
    @Override
    public A compute(A in) {
        String found = in instanceof Shaped shaped
                ? shaped.dtypeLabel()
                : in == null ? "null" : "a " + in.getClass().getSimpleName() + " without an element type";
        if (!expected.equals(found)) {
            throw new QcException("AssertDType: expected " + expected + ", found " + found);
        }
        return in;
    }
}
