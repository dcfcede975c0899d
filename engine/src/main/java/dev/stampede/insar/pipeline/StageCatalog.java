package dev.stampede.insar.pipeline;

import dev.stampede.insar.artifacts.StageFiles;
import dev.stampede.insar.model.Stage;
import dev.stampede.insar.model.Stage.Scope;
import dev.stampede.runtime.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The stages a run can use. Replace some of them in tests with [#of].
public final class StageCatalog {
    private static final List<String> STANDARD = List.of(
            "stage1.Stage1",
            "stage2.Stage2",
            "stage3.Stage3",
            "stage4.Stage4",
            "stage5.Stage5",
            "stage5.Stage5Merge",
            "stage6.Stage6",
            "stage7.Stage7",
            "stage8.Stage8");

    private final List<Stage> stages;

    private StageCatalog(List<Stage> stages) {
        this.stages = List.copyOf(stages);
    }

    /// Exactly these stages.
    public static StageCatalog of(Stage... stages) {
        return new StageCatalog(List.of(stages));
    }

    /// Every stage of the engine.
    public static StageCatalog standard() {
        var found = new ArrayList<Stage>();
        for (var name : STANDARD) {
            try {
                found.add((Stage) Class.forName("dev.stampede.insar." + name)
                        .getDeclaredConstructor()
                        .newInstance());
            } catch (ClassNotFoundException notInThisBuild) {
                // A run that needs it says so.
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(name + " has no usable constructor", e);
            }
        }
        return new StageCatalog(found);
    }

    public List<Stage> stages() {
        return stages;
    }

    public Optional<Stage> find(StageFiles step) {
        return stages.stream()
                .filter(s -> s.number() == step.stage() && (s.scope() == Scope.MERGED) == step.merged())
                .findFirst();
    }

    Stage require(StageFiles step) {
        return find(step).orElseThrow(() -> new UsageException("stage " + step.stage() + " ("
                + (step.merged() ? "merged" : "per patch") + ") is not part of this build"));
    }
}
