package dev.stampede.verify;

import dev.stampede.insar.artifacts.StageFiles;
import java.util.Optional;
import java.util.Set;

/// The artifacts verification looks at: the stage that leaves each, per scope, and whether it is only an
/// intermediate. The same names occur in patches (stages 1 to 5a) and in the root (from 5b on).
final class KnownArtifacts {
    /// What `--final-products-only` leaves out.
    private static final Set<String> INTERMEDIATE =
            Set.of("uw_grid", "uw_interp", "uw_space_time", "uw_phaseuw", "scla_smooth2", "scla_smooth_sb2");

    /// Driver state and debugging files, not results.
    private static final Set<String> IGNORED = Set.of("no_ps_info", "uw_stat_cost", "uw_unwrap_time");

    /// @param stage        key, such as `5b`
    /// @param intermediate whether `--final-products-only` leaves it out
    record Entry(String name, String stage, boolean intermediate) {}

    private KnownArtifacts() {}

    /// The step whose marker it is, otherwise the last step that may write it.
    static Optional<Entry> find(String name, boolean patch) {
        if (IGNORED.contains(name)) {
            return Optional.empty();
        }
        return StageFiles.ALL.stream()
                .filter(step -> step.merged() != patch)
                .filter(step -> step.products().contains(name))
                .reduce((first, second) -> first.marker().equals(name) ? first : second)
                .map(step -> new Entry(name, key(step), INTERMEDIATE.contains(name)));
    }

    private static String key(StageFiles step) {
        return step.stage() + (step.stage() != 5 ? "" : step.merged() ? "b" : "a");
    }
}
