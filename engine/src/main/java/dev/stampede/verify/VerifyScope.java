package dev.stampede.verify;

/// Which artifacts are compared.
///
/// @param throughStage      last stage, 1 to 8
/// @param finalProductsOnly leave out grid, cache and smoothing intermediates
/// @param strictShape       whether a vector lying the other way is a failure
public record VerifyScope(int throughStage, boolean finalProductsOnly, boolean strictShape) {
    public static final VerifyScope ALL = new VerifyScope(8, false, false);

    /// @throws IllegalArgumentException if the stage is not 1 to 8
    public VerifyScope {
        if (throughStage < 1 || throughStage > 8) {
            throw new IllegalArgumentException("stage is " + throughStage + ", expected 1 to 8");
        }
    }

    public static VerifyScope throughStage(int stage) {
        return new VerifyScope(stage, false, false);
    }

    boolean includes(String stage) {
        return stage.equals("*") || Integer.parseInt(stage.substring(0, 1)) <= throughStage;
    }
}
