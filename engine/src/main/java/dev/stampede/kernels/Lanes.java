package dev.stampede.kernels;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// The one place that chooses vector widths. `-Dstampede.vectorBits=128|256|512` forces a width (slower
/// than the processor's own, but right); otherwise the widest the processor prefers is used.
///
/// Load this class only after [VectorModule#require()].
public final class Lanes {
    /// Width in bits of all species below.
    public static final int BITS =
            Integer.getInteger("stampede.vectorBits", FloatVector.SPECIES_PREFERRED.vectorBitSize());

    private static final VectorShape SHAPE = VectorShape.forBitSize(BITS);

    public static final VectorSpecies<Float> F32 = VectorSpecies.of(float.class, SHAPE);
    public static final VectorSpecies<Double> F64 = VectorSpecies.of(double.class, SHAPE);
    public static final VectorSpecies<Integer> I32 = VectorSpecies.of(int.class, SHAPE);
    public static final VectorSpecies<Long> I64 = VectorSpecies.of(long.class, SHAPE);

    /// Single-precision values that widen to one [#F64] vector.
    public static final VectorSpecies<Float> F32_HALF =
            VectorSpecies.of(float.class, VectorShape.forBitSize(Math.max(64, BITS / 2)));

    /// Integers as many as there are lanes in [#I64] and [#F64].
    public static final VectorSpecies<Integer> I32_HALF =
            VectorSpecies.of(int.class, VectorShape.forBitSize(Math.max(64, BITS / 2)));

    private Lanes() {}

    /// Touches every species once so that a missing class shows here and not in a kernel.
    static boolean usable() {
        return FloatVector.zero(F32).length() > 0
                && DoubleVector.zero(F64).length() > 0
                && IntVector.zero(I32).length() > 0
                && LongVector.zero(I64).length() > 0;
    }
}
