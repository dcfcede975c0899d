package dev.stampede.operators.core;

import java.util.Arrays;

/// One step of a pipeline: a value from `A` to `B` with parameters that can be written down.
///
/// Callers use [#apply(Object)]; implementations write [#compute(Object)], never change their input, and are
/// usually records (see the package description). An operator is safe to call from several threads unless it
/// says otherwise.
///
/// @param <A> what it takes
/// @param <B> what it returns
public interface Operator<A, B> extends Configured {
    /// The work itself. Throws [OperatorTypeException] for a carrier of the wrong kind, [QcException] for a
    /// failed check, and [IllegalArgumentException] for values it cannot work with.
    B compute(A in);

    /// Runs the operator on `in` and returns its result; observers of the surrounding scope see both.
    default B apply(A in) {
        return OperatorScope.run(this, in);
    }

    /// Runs an operator that needs no input.
    /// @throws OperatorTypeException if this one does
    default B apply() {
        if (arity() != Arity.NONE) {
            throw new OperatorTypeException(name() + " needs an input");
        }
        return apply(null);
    }

    default Arity arity() {
        return Arity.ONE;
    }

    /// Whether it returns nothing of use, as writers do. Such an operator can only be the last of a chain.
    default boolean terminal() {
        return false;
    }

    /// What the result looks like for an input that looks like `in`. [Signature#UNKNOWN] = not tracked.
    default Signature outputSignature(Signature in) {
        return in;
    }

    /// Records this operator as a node of a [Graph], fed by `parents`.
    /// @throws OperatorTypeException if their number does not fit or one is `null`
    default Node on(Node... parents) {
        return Node.call(this, Arrays.asList(parents));
    }

    /// This operator and what it is made of as an indented tree.
    default String describe() {
        return Description.tree(this);
    }

    /// The steps with what goes into and out of each, for an input that looks like `in`.
    default String summary(Signature in) {
        return Description.summary(this, in);
    }

    /// This operator, then `next`: one flat chain, whichever side is a chain already.
    default <C> Sequential<A, C> then(Operator<? super B, ? extends C> next) {
        return Sequential.join(this, next);
    }
}
