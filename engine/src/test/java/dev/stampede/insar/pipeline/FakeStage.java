package dev.stampede.insar.pipeline;

import dev.stampede.insar.artifacts.ArtifactFolder;
import dev.stampede.insar.artifacts.ArtifactSchema;
import dev.stampede.insar.artifacts.StageFiles;
import dev.stampede.insar.artifacts.VariableRule;
import dev.stampede.insar.model.Stage;
import dev.stampede.insar.model.StageContext;
import dev.stampede.insar.model.StageSummary;
import dev.stampede.insar.params.ParameterText;
import dev.stampede.io.mat.Mat;
import dev.stampede.io.mat.MatArray;
import dev.stampede.io.mat.MatClass;
import dev.stampede.io.mat.MatSparse;
import dev.stampede.io.mat.MatText;
import dev.stampede.io.mat.MatValue;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;

/// A stage whose outputs are small, fit the table of artifacts, and depend on the content of its inputs and
/// on its parameters and on nothing else.
class FakeStage implements Stage {
    /// Sizes of the symbols of the table.
    private static final Map<String, Integer> SIZES = Map.ofEntries(
            Map.entry("n_ps", 9),
            Map.entry("n_ifg", 5),
            Map.entry("n_image", 5),
            Map.entry("n_fit", 4),
            Map.entry("n_series", 5),
            Map.entry("*", 3));

    /// Looks at a run of a fake stage, or disturbs it.
    @FunctionalInterface
    interface Hook {
        void during(StageContext context) throws IOException;
    }

    private final StageFiles step;
    private final Hook hook;
    private final long memory;

    FakeStage(StageFiles step, Hook hook, long memory) {
        this.step = step;
        this.hook = hook;
        this.memory = memory;
    }

    FakeStage(int stage, boolean merged, Hook hook) {
        this(StageFiles.of(stage, merged), hook, 1000);
    }

    /// All nine, with one of them replaced when given.
    static StageCatalog catalog(Stage... replaced) {
        var stages = new ArrayList<Stage>(List.of(replaced));
        for (var step : StageFiles.ALL) {
            boolean given = stages.stream()
                    .anyMatch(s -> s.number() == step.stage() && (s.scope() == Scope.MERGED) == step.merged());
            if (!given) {
                stages.add(new FakeStage(step, context -> {}, 1000));
            }
        }
        return StageCatalog.of(stages.toArray(Stage[]::new));
    }

    @Override
    public int number() {
        return step.stage();
    }

    @Override
    public Scope scope() {
        return step.merged() ? Scope.MERGED : Scope.PATCH;
    }

    @Override
    public long estimateMemory(StageContext context) {
        return memory;
    }

    @Override
    public StageSummary run(StageContext context) throws IOException {
        hook.during(context);
        long seed = seed(context);
        boolean smallBaseline = context.parameters().smallBaseline();
        var artifacts = new ArrayList<>(step.bundle(smallBaseline));
        if (step.stage() == 6) {
            artifacts.addAll(List.of("uw_grid", "uw_phaseuw"));
        }
        context.progress().begin("write", artifacts.size());
        for (var artifact : artifacts) {
            boolean zeros = step.merged() && step.stage() == 5 && artifact.equals("phuw2");
            context.output().replace(artifact, variables(artifact, smallBaseline, zeros ? 0 : seed));
            context.progress().advance(1);
        }
        if (step.merged() && step.stage() == 5) {
            var zeros = new LinkedHashMap<String, MatValue>();
            zeros.put(
                    "ph_uw",
                    value(ArtifactSchema.of("phuw2").orElseThrow().variables().getFirst(), new Random(0)));
            context.output().replace("phuw2", zeros);
        }
        var summary = StageSummary.of("fake " + step.title(), 9);
        return step.stage() == 1
                ? summary.withParameters(Map.of("lambda", Mat.scalar(0.0555), "heading", Mat.scalar(-12.3)))
                : summary;
    }

    private long seed(StageContext context) throws IOException {
        var crc = new CRC32();
        for (var name : step.parameters()) {
            var value = context.parameters().values().get(name);
            crc.update((name + "=" + (value == null ? "" : ParameterText.format(value))).getBytes());
        }
        for (var file : inputs(context)) {
            if (Files.exists(file)) {
                crc.update(Files.readAllBytes(file));
            }
        }
        return crc.getValue();
    }

    private List<Path> inputs(StageContext context) {
        var files = new ArrayList<Path>();
        step.inputs().forEach(artifact -> files.add(context.folder().file(artifact)));
        if (step.stage() == 1) {
            files.add(context.folder().path().resolve("pscands.1.ph"));
        }
        if (step.stage() == 5 && step.merged()) {
            for (ArtifactFolder patch : context.patches()) {
                List.of("ps2", "ph2", "rc2").forEach(artifact -> files.add(patch.file(artifact)));
            }
        }
        return files;
    }

    private static LinkedHashMap<String, MatValue> variables(String artifact, boolean smallBaseline, long seed) {
        var random = new Random(seed ^ artifact.hashCode());
        var variables = new LinkedHashMap<String, MatValue>();
        for (var rule : ArtifactSchema.of(artifact).orElseThrow().variables()) {
            boolean wanted = rule.mode() == VariableRule.Mode.BOTH
                    || (rule.mode() == VariableRule.Mode.SMALL_BASELINE) == smallBaseline;
            if (wanted) {
                variables.put(rule.name(), value(rule, random));
            }
        }
        return variables;
    }

    private static MatValue value(VariableRule rule, Random random) {
        var dims = rule.shape().stream().mapToLong(FakeStage::size).toArray();
        if (dims.length == 1) {
            dims = new long[] {dims[0], 1};
        }
        var type = rule.classes().getFirst();
        return switch (type) {
            case CHAR -> new MatText(new long[] {1, 1}, "n");
            case SPARSE ->
                new MatSparse(
                        dims,
                        false,
                        new long[0],
                        new long[(int) dims[1] + 1],
                        Arena.ofAuto().allocate(8),
                        null);
            default ->
                new MatArray(type, dims, fill(type, dims, random), rule.complex() ? fill(type, dims, random) : null);
        };
    }

    private static long size(String symbol) {
        return Character.isDigit(symbol.charAt(0)) ? Long.parseLong(symbol) : SIZES.getOrDefault(symbol, 6);
    }

    private static MemorySegment fill(MatClass type, long[] dims, Random random) {
        long count = 1;
        for (long d : dims) {
            count *= d;
        }
        var segment = Arena.ofAuto().allocate(Math.max(1, count * type.bytes()));
        for (long i = 0; i < count; i++) {
            switch (type) {
                case DOUBLE -> segment.setAtIndex(ValueLayout.JAVA_DOUBLE_UNALIGNED, i, random.nextDouble());
                case SINGLE -> segment.setAtIndex(ValueLayout.JAVA_FLOAT_UNALIGNED, i, random.nextFloat());
                default -> segment.set(ValueLayout.JAVA_BYTE, i, (byte) random.nextInt(2));
            }
        }
        return segment;
    }
}
