package dev.stampede.verify;

import dev.stampede.insar.pipeline.config.ToleranceConfig;
import dev.stampede.io.mat.MatClass;
import dev.stampede.io.mat.MatVariable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which rule applies to which variable: the rows of a manifest, or the built-in table, and for variables
/// neither names the `tolerance` section of the configuration.
public final class RuleTable {
    /// Share of values whose cycle may differ in profile `scientific`.
    private static final double SCIENTIFIC_CYCLES = 1e-3;

    /// Keys compared modulo the period in profile `scientific`.
    private static final Set<String> SCIENTIFIC_WRAP_KEYS = Set.of("C_ps", "C_ps2", "ph_res", "ph_res2");

    private static final Set<String> INPUT_HASHES = Set.of("pystamps_input_fingerprint", "random_bperp_fingerprint");

    private final List<Rule> rules;
    private final boolean manifest;
    private final ToleranceConfig fallback;

    private RuleTable(List<Rule> rules, boolean manifest, ToleranceConfig fallback) {
        this.rules = rules;
        this.manifest = manifest;
        this.fallback = fallback;
    }

    /// The built-in table.
    public static RuleTable defaults(ToleranceConfig tolerance) {
        return new RuleTable(RuleReader.readResource("default-rules.json"), false, tolerance);
    }

    /// The rows of a manifest.
    /// @throws IOException if it cannot be read or has an unknown field
    public static RuleTable manifest(Path file, ToleranceConfig tolerance) throws IOException {
        return new RuleTable(RuleReader.read(file), true, tolerance);
    }

    public List<Rule> rules() {
        return rules;
    }

    public String profile() {
        return fallback.profile();
    }

    /// The rule of a variable. The first row that matches counts; one without a stage matches every stage.
    /// @param stage    key such as `5b`, `*` when unknown
    /// @param artifact base name
    /// @param golden   what the golden file says about the variable
    /// @param run      id of the run of a golden case, or empty
    public Rule find(String stage, String artifact, MatVariable golden, String run) {
        return findRow(stage, artifact, golden.name(), run).orElseGet(() -> fromConfiguration(artifact, golden));
    }

    /// As [#find], of the rows only. Of an unknown stage (`*`) the last row counts: it belongs to the last
    /// stage that writes the variable.
    public Optional<Rule> findRow(String stage, String artifact, String variable, String run) {
        return rules.stream()
                .filter(rule -> rule.matches(stage, artifact, variable, run))
                .reduce((first, second) -> stage.equals("*") ? second : first)
                .map(this::forProfile);
    }

    /// All variables a table demands of an artifact.
    List<String> required(String stage, String artifact, String run) {
        return rules.stream()
                .filter(rule -> rule.matches(stage, artifact, rule.variable(), run))
                .map(Rule::variable)
                .filter(name -> !name.equals("*"))
                .distinct()
                .toList();
    }

    /// The built-in table allows outliers in profile `scientific` only; a manifest states its own shares.
    private Rule forProfile(Rule rule) {
        if (manifest || !fallback.scientific()) {
            return rule;
        }
        return switch (rule.comparison()) {
            case CYCLES ->
                rule.withTolerance(rule.tolerance().withFraction(SCIENTIFIC_CYCLES, Double.POSITIVE_INFINITY));
            case ABS, PHASE ->
                rule.withTolerance(rule.tolerance()
                        .withFraction(
                                fallback.maxOutlierFraction(), fallback.maxAbs().orElse(Double.POSITIVE_INFINITY)));
            default -> rule;
        };
    }

    private Rule fromConfiguration(String artifact, MatVariable variable) {
        String key = variable.name();
        boolean number = variable.type() == MatClass.DOUBLE || variable.type() == MatClass.SINGLE;
        if (!number || fallback.exactKeys().contains(key) || INPUT_HASHES.contains(key)) {
            return Rule.ofClass(artifact, key, ValueClass.X, "configuration: exact_keys");
        }
        boolean wrapped = fallback.wrapEquivalence()
                && !key.equals("ph_uw")
                && (fallback.wrapKeys().contains(key) || fallback.scientific() && SCIENTIFIC_WRAP_KEYS.contains(key));
        var own = fallback.forKey(artifact, key);
        var tolerance = new Tolerance(
                own.flatMap(t -> boxed(t.atol())).orElse(fallback.atol()),
                own.flatMap(t -> boxed(t.rtol())).orElse(fallback.rtol()),
                fallback.scientific()
                        ? own.flatMap(t -> boxed(t.maxOutlierFraction())).orElse(fallback.maxOutlierFraction())
                        : 0,
                own.flatMap(t -> boxed(t.maxAbs())).orElse(fallback.maxAbs().orElse(Double.POSITIVE_INFINITY)),
                1,
                java.util.Map.of());
        var rule = Rule.ofClass(artifact, key, wrapped ? ValueClass.PH : ValueClass.N64, "configuration: tolerance");
        return rule.withTolerance(tolerance);
    }

    private static Optional<Double> boxed(java.util.OptionalDouble value) {
        return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
    }
}
