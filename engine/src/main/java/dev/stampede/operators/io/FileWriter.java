package dev.stampede.operators.io;

import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Signature;
import java.io.IOException;
import java.io.UncheckedIOException;

/// An operator that writes its input and returns nothing, so that it ends a pipeline.
///
/// @param <A> what it writes
interface FileWriter<A> extends Operator<A, Void> {
    void write(A in) throws IOException;

    @Override
    default Void compute(A in) {
        try {
            write(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return null;
    }

    @Override
    default boolean terminal() {
        return true;
    }

    @Override
    default Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
