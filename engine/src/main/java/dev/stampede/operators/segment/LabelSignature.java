package dev.stampede.operators.segment;

import dev.stampede.operators.core.Signature;

/// What labels look like that are made from all bands: one band stays one band, several become rows and
/// columns.
final class LabelSignature {
    private LabelSignature() {}

    static Signature of(Signature in) {
        if (!in.isKnown() || in.dims().size() > 3) {
            return Signature.UNKNOWN;
        }
        boolean several = in.dims().size() == 3 && in.dims().getFirst().size().orElse(2) != 1;
        return (several ? in.dropDims(in.dims().getFirst().name()) : in).withDtype("int32");
    }
}
