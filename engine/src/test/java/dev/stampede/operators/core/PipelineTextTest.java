package dev.stampede.operators.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.operators.core.Numbers.Add;
import dev.stampede.operators.core.Numbers.Minus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Pipelines as JSON and YAML, one's own and those of strangers.
class PipelineTextTest {
    private final PipelineReader reader = PipelineReader.of(Numbers.REGISTRY);
    private final PipelineReader sandbox = PipelineReader.sandboxed(Numbers.REGISTRY);

    static Stream<Operator<?, ?>> pipelines() {
        var x = new Input("x");
        var y = new Input("y");
        var sum = new Add(3).on(x);
        Map<String, Operator<?, ?>> branches = new LinkedHashMap<>();
        branches.put("z", new Add(1));
        branches.put("a", Sequential.of(new Add(2), new Identity<>()));
        return Stream.of(
                Sequential.of(),
                Sequential.of(new Add(1), Sequential.of(new Add(2)), new Numbers.Discard()),
                Graph.from(x, y)
                        .output("d", new Minus().on(sum, y))
                        .output("s", sum)
                        .output("x", x)
                        .build(),
                new Fanout<>(branches, true),
                Juxt.of(new Add(1), new Add(2)),
                new Identity<>(),
                new Const<>(Map.of("list", List.of(1L, 2.5, "text", true))),
                new Const<>(null),
                new Const<>(Double.NaN),
                new Try<>(new Add(1), new Add(2), QcException.class),
                new Retry<>(new Retry.Settings(new Add(1), 4, 0.25, ErrorKind.of(QcException.class))),
                new Cache<>(new Cache.Settings(new Add(1), OptionalLong.of(10))),
                new ThreadMap<>(new Add(1), 2),
                new CpuMap<>(new Add(1), 2, CpuMap.OnError.LOG_AND_CONTINUE),
                new AsyncMap<>(new Add(1), 2),
                new BatchedMap<>(new Numbers.Total(), 2, false),
                AssertShape.of(1, -1, 3),
                new AssertDType<>("float32"),
                AssertHasAttribute.of("fill", 0L),
                new ModeGate<>(new Add(1), Mode.EVAL),
                new Provenance<>(new Add(1)),
                Numbers.everyKind());
    }

    @ParameterizedTest
    @MethodSource("pipelines")
    void comesBackEqualFromJsonAndYaml(Operator<?, ?> pipeline) {
        for (var back : List.of(
                reader.fromJson(PipelineWriter.json(pipeline)), reader.fromYaml(PipelineWriter.yaml(pipeline)))) {
            assertThat(back).isEqualTo(pipeline);
            assertThat(back.config()).isEqualTo(pipeline.config());
            assertThat(OperatorState.of(back).digest())
                    .isEqualTo(OperatorState.of(pipeline).digest());
            assertThat(PipelineWriter.json(back)).isEqualTo(PipelineWriter.json(pipeline));
        }
    }

    /// So that a new operator of the core cannot be forgotten above.
    @Test
    void everyOperatorOfTheCoreIsAmongThem() {
        assertThat(pipelines().map(Configured::name))
                .containsAll(OperatorRegistry.core().names());
    }

    @Test
    void whatIsReadGivesTheSameResults() {
        var chain = new Add(1).then(new Add(10)).then(new Add(100));

        @SuppressWarnings("unchecked")
        var back = (Operator<Integer, Integer>) reader.fromYaml(PipelineWriter.yaml(chain));

        assertThat(back.apply(5)).isEqualTo(chain.apply(5)).isEqualTo(116);
    }

    @Test
    void peopleMayLeaveOutVersionAndEmptyConfigurations() {
        var chain = reader.fromYaml("""
                op: Sequential
                config:
                  operators:
                    - op: Add
                      config: {k: 4}   # a comment
                    - op: Identity
                """);

        assertThat(chain).isEqualTo(new Add(4).then(new Identity<>()));
    }

    @Test
    void refusesToWriteWhatCannotBeStored() {
        var chain = Sequential.of(new Add(1), new Tap<>("look", x -> {}), new ThreadMap<>(Lambda.of("f", x -> x), 2));

        assertThatThrownBy(() -> PipelineWriter.json(chain))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the pipeline cannot be stored, because it holds Tap(name=look), Lambda(name=f)");
        assertThatThrownBy(() -> PipelineWriter.yaml(new Const<>(new Object())))
                .isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Lambda", "Sink", "Tap", "Snapshot.at", "ShapeTrace", "Branch", "Switch", "ModelOp"})
    void refusesToReadWhatCannotBeStored(String name) {
        assertThatThrownBy(() -> reader.fromJson("{\"op\": \"" + name + "\", \"config\": {\"name\": \"f\"}}"))
                .isInstanceOf(UnknownOperatorException.class)
                .hasMessageContaining(name);
    }

    static final AtomicInteger BUILT = new AtomicInteger();

    record Counted(@Default("null") Object inner) implements Operator<Object, Object> {
        Counted {
            BUILT.incrementAndGet();
        }

        @Override
        public Object compute(Object in) {
            return in;
        }
    }

    private static final OperatorRegistry COUNTED = OperatorRegistry.core().with(new OperatorFamily() {
        @Override
        public String name() {
            return "counted";
        }

        @Override
        public List<Class<? extends Configured>> types() {
            return List.of(Counted.class);
        }
    });

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{op: Sequential, config: {operators: [{op: Counted}, {op: Evil}]}}",
                "{op: Counted, config: {inner: {op: Evil}}}",
                "{op: Counted, config: {inner: [{a: {op: Evil, config: {x: {op: Counted}}}}]}}",
                "{op: Graph, config: {inputs: [a], outputs: {o: m}, nodes: "
                        + "[{id: n, op: Counted, in: [a]}, {id: m, op: Evil, in: [n]}]}}",
                "{op: Fanout, config: {branches: {a: {op: Counted}, b: {op: Evil}}}}"
            })
    void refusesUnknownNamesBeforeAnythingIsBuilt(String text) {
        BUILT.set(0);

        assertThatThrownBy(() -> PipelineReader.sandboxed(COUNTED).fromYaml(text))
                .isInstanceOf(UnknownOperatorException.class)
                .hasMessageContaining("operator Evil is not known here; allowed are AssertDType")
                .hasMessageContaining("Counted");
        assertThat(BUILT).hasValue(0);
    }

    @Test
    void theFormIsCheckedBeforeTheNames() {
        for (String text : List.of(
                "{config: {}}",
                "{op: 3}",
                "{op: Evil, config: []}",
                "{op: Evil, v: one}",
                "{op: Evil, other: 1}",
                "[]",
                "text",
                "{op: Evil, config: {inner: {op: [1]}}}",
                "{op: Graph, config: {nodes: 3}}",
                "{op: Graph, config: {nodes: [3]}}")) {
            assertThatThrownBy(() -> sandbox.fromYaml(text))
                    .as(text)
                    .isInstanceOf(IllegalArgumentException.class)
                    .isNotInstanceOf(UnknownOperatorException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: &a [x, x]\nop: *a\n",
                "op: &name Add\nconfig: {k: *name}\n",
                "op: Const\nconfig: {value: !!java.net.URL [\"http://x\"]}\n",
                "op: Const\nconfig: {value: !secret 1}\n",
                "op: Const\nconfig: {value: &b {c: 1}}\n"
            })
    void refusesAnchorsAliasesAndTags(String text) {
        assertThatThrownBy(() -> sandbox.fromYaml(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("anchors, aliases and tags are not allowed");
    }

    @Test
    void refusesAnAliasBombAtItsFirstLine() {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            bomb.append("a" + i + ": &a" + i + " ["
                            + "*a".concat(Integer.toString(i - 1)).concat(", ").repeat(8))
                    .append("*a" + (i - 1) + "]\n");
        }

        assertThatThrownBy(() -> sandbox.fromYaml(bomb.toString()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("line 1: anchors");
    }

    @Test
    void refusesWhatIsTooDeepTooLongOrTooLarge() {
        String deep = "[".repeat(80) + "]".repeat(80);
        String many = "[" + "1,".repeat(5000) + "1]";
        String large = "\"" + "x".repeat(2 << 20) + "\"";

        for (String value : List.of(deep, many, large)) {
            String text = "{\"op\": \"Const\", \"config\": {\"value\": " + value + "}}";
            assertThatThrownBy(() -> sandbox.fromJson(text)).isInstanceOf(LimitException.class);
            assertThatThrownBy(() -> sandbox.fromYaml(text)).isInstanceOf(LimitException.class);
            assertThat(reader.fromJson(text)).isInstanceOf(Const.class);
        }
        assertThatThrownBy(() -> reader.fromJson("[".repeat(100_000))).isInstanceOf(LimitException.class);
        assertThatThrownBy(() -> reader.fromYaml("[".repeat(100_000))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesDuplicateNamesAndMoreThanOneDocument() {
        assertThatThrownBy(() -> reader.fromYaml("op: Add\nop: Add\n")).hasMessageContaining("line 2");
        assertThatThrownBy(() -> reader.fromJson("{\"op\": \"Add\", \"op\": \"Add\"}"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> reader.fromYaml("op: Identity\n---\nop: Identity\n"))
                .hasMessageContaining("one document");
        assertThatThrownBy(() -> reader.fromJson("{\"op\": \"Identity\"} 3")).hasMessageContaining("one document");
        assertThatThrownBy(() -> reader.fromYaml("")).hasMessageContaining("empty");
        assertThatThrownBy(() -> reader.fromJson("{\"op\": ")).hasMessageStartingWith("line 1");
        assertThatThrownBy(() -> reader.fromJson("{\"op\":\"Const\",\"config\":{\"value\":123456789012345678901}}"))
                .hasMessageContaining("too large");
    }

    @Test
    void readsFilesByTheirEnding(@TempDir Path folder) throws IOException {
        var json = Files.writeString(folder.resolve("p.json"), PipelineWriter.json(new Add(1)));
        var yaml = Files.writeString(folder.resolve("p.YML"), PipelineWriter.yaml(new Add(1)));
        var other = Files.writeString(folder.resolve("p.txt"), "x");
        var wrong = Files.writeString(folder.resolve("w.yaml"), "op: Add\n");

        assertThat(reader.read(json)).isEqualTo(new Add(1));
        assertThat(reader.read(yaml)).isEqualTo(new Add(1));
        assertThatThrownBy(() -> reader.read(other)).hasMessageContaining("p.txt: a pipeline ends in");
        assertThatThrownBy(() -> reader.read(wrong)).hasMessage(wrong + ": Add needs the parameter k");
        assertThatThrownBy(() -> reader.read(folder.resolve("none.json")))
                .isInstanceOf(java.nio.file.NoSuchFileException.class);
    }

    @Test
    void familiesCanBeLeftOut() {
        var some = Numbers.REGISTRY.withoutFamilies(List.of("numbers"));

        assertThat(some.names()).isEqualTo(OperatorRegistry.core().names());
    }

    @Test
    void aCallMayTakeSoLongAndReturnSoMuch() throws InterruptedException {
        var limits = Limits.UNTRUSTED.withTime(Duration.ofMillis(50)).withResultBytes(100);
        var interrupted = new CountDownLatch(1);
        Operator<Object, Object> slow = Lambda.of("slow", x -> {
            try {
                Thread.sleep(60_000);
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return x;
        });

        assertThat(limits.call(new Add(1), 2)).isEqualTo(3);
        assertThatThrownBy(() -> limits.call(slow, 1))
                .isInstanceOf(LimitException.class)
                .hasMessage("Lambda took longer than the 0.05 s that are allowed");
        assertThat(interrupted.await(20, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(() -> limits.call(new Grid.Times(1), new Grid(1, 20, new double[20])))
                .isInstanceOf(LimitException.class)
                .hasMessageContaining("160 bytes");
        assertThatThrownBy(() -> limits.call(Lambda.of("fails", x -> 1 / (int) x), 0))
                .isInstanceOf(ArithmeticException.class);
    }
}
