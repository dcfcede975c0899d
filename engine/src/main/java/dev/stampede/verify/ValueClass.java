package dev.stampede.verify;

/// Class of a variable in the verification tables with the limits it brings along.
public enum ValueClass {
    /// Exact.
    X("X", Comparison.EXACT, 0, 0),
    /// Numeric, single precision.
    N32("N32", Comparison.ABS, 1e-4, 1e-5),
    /// Numeric, double precision.
    N64("N64", Comparison.ABS, 1e-6, 1e-8),
    /// Wrapped phase.
    PH("PH", Comparison.PHASE, 1e-4, 0),
    /// Unwrapped phase.
    UW("UW", Comparison.CYCLES, 1e-4, 0),
    /// Sparse matrix.
    SP("SP", Comparison.EXACT, 0, 0),
    /// Empty in both, same shape.
    EMPTY("empty", Comparison.EXACT, 0, 0),
    /// Text file: same tokens on every line, folders replaced.
    TEXT("text", Comparison.EXACT, 0, 0),
    /// Any file: same bytes.
    BYTES("bytes", Comparison.EXACT, 0, 0);

    private final String label;
    private final Comparison comparison;
    private final double atol;
    private final double rtol;

    ValueClass(String label, Comparison comparison, double atol, double rtol) {
        this.label = label;
        this.comparison = comparison;
        this.atol = atol;
        this.rtol = rtol;
    }

    public String label() {
        return label;
    }

    Comparison comparison() {
        return comparison;
    }

    Tolerance tolerance() {
        return Tolerance.of(atol, rtol);
    }

    static ValueClass parse(String label) {
        for (var c : values()) {
            if (c.label.equalsIgnoreCase(label)) {
                return c;
            }
        }
        throw new IllegalArgumentException("unknown value class " + label);
    }
}
