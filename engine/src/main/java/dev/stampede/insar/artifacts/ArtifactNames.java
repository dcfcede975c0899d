package dev.stampede.insar.artifacts;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Which step makes which artifact, and what to do when one is missing.
public final class ArtifactNames {
    private static final Set<String> PREPARED = Set.of("parms");

    private ArtifactNames() {}

    /// The steps that leave this artifact, first maker first; none for a file the engine never writes.
    public static List<StageFiles> makers(String artifact) {
        return StageFiles.ALL.stream()
                .filter(step -> step.products().contains(artifact))
                .toList();
    }

    /// Every artifact any step may leave in the dataset root.
    public static Set<String> mergedProducts() {
        return products(true);
    }

    /// Every artifact any step may leave in a patch.
    public static Set<String> patchProducts() {
        return products(false);
    }

    private static Set<String> products(boolean merged) {
        var names = new TreeSet<String>();
        StageFiles.ALL.stream().filter(s -> s.merged() == merged).forEach(s -> names.addAll(s.products()));
        return names;
    }

    /// One sentence telling how to get the artifact.
    public static String remedy(String artifact) {
        if (PREPARED.contains(artifact)) {
            return "preparation makes it: stampede prep";
        }
        var makers = makers(artifact);
        if (makers.isEmpty()) {
            return "no stage makes it: it is an optional input supplied by you";
        }
        return makers.stream()
                        .map(step -> "stage " + step.stage() + " (" + step.title() + ", "
                                + (step.merged() ? "merged" : "per patch") + ")")
                        .collect(Collectors.joining(" or "))
                + " makes it; use: stampede run --start-step "
                + makers.getFirst().stage();
    }
}
