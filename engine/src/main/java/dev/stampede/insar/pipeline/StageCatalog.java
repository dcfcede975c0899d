package dev.stampede.insar.pipeline;

import dev.stampede.insar.artifacts.StageFiles;
import dev.stampede.insar.model.Stage;
import dev.stampede.insar.model.Stage.Scope;
import dev.stampede.insar.stage1.Stage1;
import dev.stampede.insar.stage2.Stage2;
import dev.stampede.insar.stage3.Stage3;
import dev.stampede.insar.stage4.Stage4;
import dev.stampede.insar.stage5.Stage5;
import dev.stampede.insar.stage5.Stage5Merge;
import dev.stampede.insar.stage6.Stage6;
import dev.stampede.insar.stage7.Stage7;
import dev.stampede.insar.stage8.Stage8;
import dev.stampede.runtime.UsageException;
import java.util.List;
import java.util.Optional;

/// The stages a run can use. Replace some of them in tests with [#of].
public final class StageCatalog {
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
        return of(
                new Stage1(),
                new Stage2(),
                new Stage3(),
                new Stage4(),
                new Stage5(),
                new Stage5Merge(),
                new Stage6(),
                new Stage7(),
                new Stage8());
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
        return find(step)
                .orElseThrow(() -> new UsageException("stage " + step.stage() + " ("
                        + (step.merged() ? "merged" : "per patch") + ") is not among the stages of this run"));
    }
}
