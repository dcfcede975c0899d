package dev.stampede.verify.geostack;

import dev.stampede.runtime.UsageException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Runs the cases of a folder and compares. A case nobody knows how to run is a failure.
public final class GeostackAudit {
    /// All families, in the order they are asked.
    private static final List<CaseFamily> FAMILIES = List.of(
            new CarrierCases(),
            new CatalogCases(),
            new OperatorCases(),
            new WindowCases(),
            new StitchCases(),
            new MergeCases(),
            new AnchorCases(),
            new BoundaryCases(),
            new NeighbourCases(),
            new TimeCases(),
            new AlgebraCases());

    private final List<GeostackCase> cases;

    private GeostackAudit(List<GeostackCase> cases) {
        this.cases = cases;
    }

    /// @throws UsageException if the folder has no manifest
    /// @throws IOException    if it cannot be read
    public static GeostackAudit open(Path folder) throws IOException {
        if (!Files.isRegularFile(folder.resolve("manifest.json"))) {
            throw new UsageException(folder + " holds no cases: there is no manifest.json in it");
        }
        return new GeostackAudit(GeostackCase.all(folder));
    }

    public List<GeostackCase> cases() {
        return cases;
    }

    /// Runs the cases a condition picks.
    public List<CaseOutcome> run(Predicate<GeostackCase> which) {
        var outcomes = new ArrayList<CaseOutcome>();
        for (var test : cases) {
            if (which.test(test)) {
                outcomes.add(run(test));
            }
        }
        return outcomes;
    }

    /// Runs one case. Failures of any kind become part of the outcome.
    public static CaseOutcome run(GeostackCase test) {
        Optional<CaseFamily> family =
                FAMILIES.stream().filter(each -> each.handles(test)).findFirst();
        if (family.isEmpty()) {
            return new CaseOutcome(test.id(), test.absTol(), List.of(), "nothing here can run " + test.op());
        }
        try (var arena = Arena.ofShared()) {
            return new CaseOutcome(test.id(), test.absTol(), family.get().run(test, arena), "");
        } catch (IOException | RuntimeException failure) {
            return new CaseOutcome(test.id(), test.absTol(), List.of(), describe(failure));
        }
    }

    private static String describe(Exception failure) {
        var message = failure.getMessage();
        return message == null || message.isBlank() ? failure.toString() : message;
    }
}
