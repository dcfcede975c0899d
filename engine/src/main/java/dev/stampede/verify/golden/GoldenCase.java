package dev.stampede.verify.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stampede.runtime.UsageException;
import dev.stampede.verify.GoldenTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One reference case, read from its `manifest.json`. The data may lie beside the manifest or elsewhere: in
/// a folder of the same name below one named by the environment variable or property `STAMPEDE_GOLDEN`, or
/// below `../shared/golden` as seen from the folder that holds `golden`.
///
/// @param manifest   the file
/// @param data       folder with `inputs`, `expected`, `truth`; absent when the data are not on this machine
/// @param name       of the case
/// @param mode       `ps` (single master) or `sb` (small baselines)
/// @param prepare    how the candidates were prepared
/// @param parameters science parameters set after preparation
/// @param tree       expected outputs per stage
/// @param slcPool    folder below the data whose images belong into the pair folders of the export; empty if
/// none
/// @param runs       what to run
/// @param accuracy   limits against the truth
public record GoldenCase(
        Path manifest,
        Optional<Path> data,
        String name,
        String mode,
        Prepare prepare,
        Map<String, String> parameters,
        GoldenTree tree,
        String slcPool,
        List<Run> runs,
        Optional<Accuracy> accuracy) {
    private static final String MANIFEST = "manifest.json";

    /// Options of the preparation.
    public record Prepare(
            String processor,
            String master,
            double ampDispersion,
            int rangePatches,
            int azimuthPatches,
            int rangeOverlap,
            int azimuthOverlap) {}

    /// One run of the case.
    ///
    /// @param id        name that rules refer to
    /// @param kind      how it starts
    /// @param after     stage key whose golden outputs it starts from (variants)
    /// @param from      first stage key it runs
    /// @param to        last stage key it runs
    /// @param set       science parameters to change before
    /// @param expected  folder with the outputs, where they differ from those of the stages
    /// @param histogram folder with the random-phase histogram to use instead of an own one
    public record Run(
            String id,
            Kind kind,
            String after,
            String from,
            String to,
            Map<String, String> set,
            Optional<String> expected,
            Optional<String> histogram) {}

    /// How a run starts.
    public enum Kind {
        /// Every stage from the golden outputs of the stages before it.
        STAGEWISE,
        /// From the export, each stage from its own predecessor.
        CHAIN,
        /// Some stages again with other parameters, from golden outputs.
        VARIANT
    }

    /// Limits of the velocities against the truth.
    ///
    /// @param run    id of the run that is judged
    /// @param truth  MAT file below the data
    /// @param rmse   root mean square error, mm/yr
    /// @param median median absolute error, mm/yr
    public record Accuracy(String run, String truth, double rmse, double median) {}

    /// Whether a folder is a case.
    public static boolean isCase(Path folder) {
        return Files.isRegularFile(folder.resolve(MANIFEST));
    }

    /// All cases below a folder, by name.
    public static List<GoldenCase> all(Path folder) throws IOException {
        List<GoldenCase> cases = new ArrayList<>();
        try (var entries = Files.list(folder)) {
            for (Path entry : entries.filter(GoldenCase::isCase).sorted().toList()) {
                var found = open(entry);
                if (!found.runs().isEmpty()) { // manifests of another kind lie beside these
                    cases.add(found);
                }
            }
        }
        return cases;
    }

    /// Reads a case.
    /// @throws UsageException if the folder has no manifest
    public static GoldenCase open(Path folder) throws IOException {
        Path manifest = folder.toAbsolutePath().normalize().resolve(MANIFEST);
        if (!Files.isRegularFile(manifest)) {
            throw new UsageException(folder + " has no " + MANIFEST);
        }
        var json = new ObjectMapper().readTree(Files.readString(manifest));
        String name = json.path("name").asText();
        Optional<Path> data = locate(manifest.getParent(), name);
        Path base = data.orElse(manifest.getParent());
        var stages = new LinkedHashMap<String, Path>();
        json.path("stages")
                .properties()
                .forEach(e -> stages.put(e.getKey(), base.resolve(e.getValue().asText())));
        Set<String> probes = new LinkedHashSet<>();
        json.path("probes").forEach(p -> probes.add(p.asText()));
        List<Run> runs = new ArrayList<>();
        json.path("runs").forEach(r -> runs.add(run(r)));
        return new GoldenCase(
                manifest,
                data,
                name,
                json.path("mode").asText(),
                prepare(json.path("prepare")),
                strings(json.path("parameters")),
                new GoldenTree(base.resolve("inputs"), stages, probes),
                json.path("slc_pool").asText(""),
                List.copyOf(runs),
                accuracy(json.path("accuracy")));
    }

    private static Optional<Path> locate(Path folder, String name) {
        List<Path> places = new ArrayList<>();
        places.add(folder);
        for (String told : new String[] {System.getProperty("stampede.golden"), System.getenv("STAMPEDE_GOLDEN")}) {
            if (told != null) {
                places.add(Path.of(told).resolve(name));
            }
        }
        Path project = folder.getParent().getParent();
        if (project != null && project.getParent() != null) {
            places.add(project.getParent().resolve("shared").resolve("golden").resolve(name));
        }
        return places.stream()
                .filter(p -> Files.isDirectory(p.resolve("expected")))
                .findFirst();
    }

    private static Prepare prepare(JsonNode node) {
        return new Prepare(
                node.path("processor").asText(),
                node.path("master").asText(),
                node.path("amp_dispersion").asDouble(),
                node.path("range_patches").asInt(),
                node.path("azimuth_patches").asInt(),
                node.path("range_overlap").asInt(),
                node.path("azimuth_overlap").asInt());
    }

    private static Run run(JsonNode node) {
        return new Run(
                node.path("id").asText(),
                Kind.valueOf(node.path("kind").asText().toUpperCase(java.util.Locale.ROOT)),
                node.path("after").asText(""),
                node.path("from").asText("0"),
                node.path("to").asText("8"),
                strings(node.path("set")),
                text(node, "expected"),
                text(node, "histogram"));
    }

    private static Optional<Accuracy> accuracy(JsonNode node) {
        return node.isMissingNode()
                ? Optional.empty()
                : Optional.of(new Accuracy(
                        node.path("run").asText(),
                        node.path("truth").asText(),
                        node.path("rmse_mm_yr").asDouble(),
                        node.path("median_mm_yr").asDouble()));
    }

    private static Optional<String> text(JsonNode node, String field) {
        return node.hasNonNull(field) ? Optional.of(node.get(field).asText()) : Optional.empty();
    }

    private static Map<String, String> strings(JsonNode node) {
        Map<String, String> values = new LinkedHashMap<>();
        node.properties().forEach(e -> values.put(e.getKey(), e.getValue().asText()));
        return values;
    }

    /// The data.
    /// @throws UsageException if they are not on this machine
    public Path requireData() {
        return data.orElseThrow(() -> new UsageException("the data of golden case " + name
                + " are not here; put them beside " + manifest + " or name their parent folder in STAMPEDE_GOLDEN"));
    }
}
