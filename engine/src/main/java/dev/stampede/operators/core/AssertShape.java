package dev.stampede.operators.core;

import dev.stampede.memory.Shaped;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Refuses an input of another shape, and returns it otherwise. Errors: [QcException] names the axis and both
/// shapes; something without a shape is refused too.
///
/// @param expected length per axis, `null` for any
public record AssertShape<A>(List<OptionalInt> expected) implements Operator<A, A> {
    public AssertShape {
        expected = List.copyOf(expected);
    }

    /// @param lengths length per axis; negative: any
    public static <A> AssertShape<A> of(int... lengths) {
        return new AssertShape<>(IntStream.of(lengths)
                .mapToObj(n -> n < 0 ? OptionalInt.empty() : OptionalInt.of(n))
                .toList());
    }

    @Override
    public A compute(A in) {
        if (!(in instanceof Shaped shaped)) {
            throw new QcException("AssertShape: expected shape " + text() + ", found a "
                    + (in == null ? "null" : in.getClass().getSimpleName()) + " without a shape");
        }
        int[] shape = shaped.shape();
        if (shape.length != expected.size()) {
            throw new QcException("AssertShape: expected " + expected.size() + " axes " + text() + ", found "
                    + shape.length + " " + ShapeTrace.text(shape));
        }
        for (int axis = 0; axis < shape.length; axis++) {
            var length = expected.get(axis);
            if (length.isPresent() && length.getAsInt() != shape[axis]) {
                throw new QcException("AssertShape: axis " + axis + " is " + shape[axis] + ", expected "
                        + length.getAsInt() + "; found shape " + ShapeTrace.text(shape) + ", expected " + text());
            }
        }
        return in;
    }

    private String text() {
        return expected.stream()
                .map(n -> n.isPresent() ? Integer.toString(n.getAsInt()) : "any")
                .collect(Collectors.joining(", ", "(", ")"));
    }
}
