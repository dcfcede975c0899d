package dev.stampede.insar.unwrap;

/// The cost of a neighbour pair as the `snaphu` program defines it for deformation mode, and the scale of its
/// numbers.
///
///     x = |200 flow + offset|
///     cost(flow) = 0                              if sigsq = 32000
///                = floor(x^2 / sigsq)             if laycost = -32000 (statistics)
///                = min(floor(x^2 / sigsq), 1)     if laycost = +1     (no statistics)
///
/// Source: Chen and Zebker (2001), doi:10.1364/JOSAA.18.000338; units as in StaMPS.
public final class CostRecord {
    /// Cost units per cycle of offset.
    public static final int UNITS_PER_CYCLE = 200;

    /// Divides variances in squared units (`sigsq = variance * 200^2 / 100`).
    public static final int VARIANCE_SCALE = 100;

    /// Largest short number of the format; as `sigsq` it means "costs nothing".
    public static final int MAX_SHORT = 32000;

    /// `laycost` of a pair with statistics: no shelf.
    public static final short NO_SHELF = -32000;

    /// `laycost` of a pair without statistics: any jump costs one unit.
    public static final short SHELF_OF_ONE = 1;

    /// Bytes of one record: offset, sigsq, dzmax, laycost as int16.
    public static final int BYTES = 8;

    /// More cycles than this on one pair cannot be expressed in the format.
    public static final int MAX_FLOW = MAX_SHORT / UNITS_PER_CYCLE;

    private CostRecord() {}

    /// A number as int16 the way MATLAB converts: halves away from zero, saturated, NaN to 0.
    public static short toInt16(double value) {
        double rounded = Math.floor(Math.abs(value) + 0.5);
        return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, (long) Math.copySign(rounded, value)));
    }

    /// The cost of `flow` cycles under a record, all cases of the format.
    static long cost(int flow, int offset, int sigsq, int dzmax, int laycost) {
        if (sigsq == MAX_SHORT) {
            return 0;
        }
        long x = Math.abs((long) UNITS_PER_CYCLE * flow + offset);
        if (x > dzmax) {
            return (x - dzmax) * (x - dzmax) / (2L * sigsq) + laycost;
        }
        long quadratic = x * x / sigsq;
        return laycost == NO_SHELF ? quadratic : Math.min(quadratic, laycost);
    }

    /// floor((200 flow + offset)^2 / sigsq). The division is done in double, which is faster and exact here:
    /// the numerator is below 2^53 for fewer than 470,000 cycles, so the rounding error of the quotient is
    /// less than its distance `1 / sigsq` to the next integer.
    static long quadratic(long flow, int offset, int sigsq) {
        long x = UNITS_PER_CYCLE * flow + offset;
        return (long) ((double) (x * x) / sigsq);
    }
}
