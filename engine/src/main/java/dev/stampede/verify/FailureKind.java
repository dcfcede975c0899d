package dev.stampede.verify;

import java.util.Locale;

/// Why a comparison failed, with the words of the report format.
public enum FailureKind {
    MISSING_RUN_ARTIFACT,
    MISSING_ORACLE_ARTIFACTS,
    MISSING_REQUIRED_KEYS,
    MISSING_ORACLE_REQUIRED_KEYS,
    SHAPE_MISMATCH,
    STRUCTURAL_MISMATCH,
    SPARSE_STRUCTURE_MISMATCH,
    VALUE_MISMATCH,
    WRAP_MISMATCH,
    TYPE_MISMATCH;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
