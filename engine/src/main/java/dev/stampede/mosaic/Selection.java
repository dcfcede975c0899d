package dev.stampede.mosaic;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Some images, by base name. Names of no image are ignored.
///
/// @param include whether those named are meant, or all others
public record Selection(boolean include, List<String> names) {
    public Selection {
        names = List.copyOf(names);
    }

    /// Those of `all` that are meant.
    public Set<String> of(List<String> all) {
        var chosen = new LinkedHashSet<String>();
        for (var name : all) {
            if (names.contains(name) == include) {
                chosen.add(name);
            }
        }
        return chosen;
    }
}
