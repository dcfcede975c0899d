package dev.stampede.insar.pipeline;

import dev.stampede.runtime.UsageException;
import java.util.Locale;

/// What happens to bundles of the requested range that exist already.
public enum ExistingPolicy {
    /// Keep what is up to date, compute the rest.
    SKIP,
    /// Compute everything.
    RERUN,
    /// Refuse to run.
    FAIL;

    /// @throws UsageException if the word is none of `skip`, `rerun`, `fail`
    public static ExistingPolicy parse(String word) {
        for (var policy : values()) {
            if (policy.name().toLowerCase(Locale.ROOT).equals(word)) {
                return policy;
            }
        }
        throw new UsageException("existing policy is " + word + ", expected skip, rerun or fail");
    }
}
