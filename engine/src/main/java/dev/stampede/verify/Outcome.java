package dev.stampede.verify;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Result of comparing one variable.
///
/// @param variable name
/// @param rule     that was applied
/// @param ok       whether it is within its limits (always true when the rule is not gated)
/// @param within   whether it is within its limits, gated or not
/// @param kind     why not
/// @param total    values compared
/// @param outliers values beyond the limit
/// @param worst    largest difference, in the measure of the comparison
/// @param limit    what [#worst] is compared with
/// @param worstRel largest difference relative to the golden value
/// @param first    first value beyond the limit
/// @param shapeRun shape in the run, for messages
/// @param shapeGolden shape in the golden tree
/// @param figures  further numbers, such as cycles per interferogram
/// @param notes    differences that are not failures
public record Outcome(
        String variable,
        Rule rule,
        boolean ok,
        boolean within,
        Optional<FailureKind> kind,
        long total,
        long outliers,
        double worst,
        double limit,
        double worstRel,
        Optional<Place> first,
        String shapeRun,
        String shapeGolden,
        Map<String, Object> figures,
        List<String> notes) {
    /// One value that differs.
    ///
    /// @param index  one-based subscripts in the golden array, `[row, column]`
    /// @param run    value in the run
    /// @param golden value in the golden tree
    public record Place(List<Long> index, String run, String golden) {}

    /// One sentence for people.
    public String message() {
        if (kind.isEmpty()) {
            return variable + " agrees";
        }
        return switch (kind.get()) {
            case MISSING_REQUIRED_KEYS -> variable + " is missing in the run";
            case MISSING_ORACLE_REQUIRED_KEYS -> variable + " is missing in the golden file";
            case SHAPE_MISMATCH -> variable + " is " + shapeRun + ", expected " + shapeGolden;
            case TYPE_MISMATCH -> variable + " has class " + shapeRun + ", expected " + shapeGolden;
            default ->
                variable + ": " + outliers + " of " + total + " values beyond " + rule.limit()
                        + ", worst " + Rule.number(worst)
                        + first.map(p -> ", first at " + p.index() + ": " + p.run() + ", expected " + p.golden())
                                .orElse("");
        };
    }
}
