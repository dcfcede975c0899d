package dev.stampede.operators.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.operators.core.Numbers.Add;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Operators and scopes that watch a pipeline without changing what comes out of it.
class ObserversTest {
    private final Grid small = new Grid(1, 2, 1, 2);
    private final Grid large = new Grid(2, 2, 1, 2, 3, 4);

    @Test
    void sinkAndTapReturnTheirInputAndPassOnErrors() {
        List<Object> seen = new ArrayList<>();

        assertThat(new Sink<Grid>("write", seen::add).apply(small)).isSameAs(small);
        assertThat(new Tap<Grid>("look", seen::add).apply(large)).isSameAs(large);
        assertThat(seen).containsExactly(small, large);
        assertThat(new Sink<>("write", seen::add).terminal()).isFalse();
        assertThatThrownBy(() -> new Sink<>("full", x -> {
                            throw new IllegalStateException("disk full");
                        })
                        .apply(1))
                .hasMessage("disk full");
    }

    @Test
    void snapshotKeepsTheLastOfEachKey() {
        var snapshot = new Snapshot();
        var chain = snapshot.<Integer>at("before").then(new Add(1)).then(snapshot.at("after"));

        chain.apply(1);
        chain.apply(5);

        assertThat(snapshot.captures()).containsExactly(Map.entry("before", 5), Map.entry("after", 6));
        snapshot.clear();
        assertThat(snapshot.captures()).isEmpty();
        assertThat(Lint.unserialisable(chain))
                .hasSize(2)
                .extracting(Configured::name)
                .containsOnly("Snapshot.at");
    }

    @Test
    void shapeTracePrintsEveryCallOrEveryChange() {
        List<String> lines = new ArrayList<>();
        var every = new ShapeTrace<>("in", ShapeTrace.When.EVERY, lines::add);
        List<Object> inputs = Arrays.asList(small, small, large, "text", null, small);

        inputs.forEach(every::apply);

        assertThat(lines)
                .containsExactly(
                        "[in] shape=(1, 2) dtype=float64",
                        "[in] shape=(1, 2) dtype=float64",
                        "[in] shape=(2, 2) dtype=float64",
                        "[in] shape=None dtype=None",
                        "[in] shape=None dtype=None",
                        "[in] shape=(1, 2) dtype=float64");

        lines.clear();
        var changes = new ShapeTrace<>("in", ShapeTrace.When.DIFF_ONLY, lines::add);
        inputs.forEach(changes::apply);

        assertThat(lines)
                .containsExactly(
                        "[in] shape=(1, 2) dtype=float64",
                        "[in] shape=(2, 2) dtype=float64",
                        "[in] shape=None dtype=None",
                        "[in] shape=(1, 2) dtype=float64");
    }

    @Test
    void profileCountsCallsPerClass() {
        var profile = new Profile();
        var chain = profile.wrap(new Add(1)).then(profile.wrap(new Add(2)));
        var failing = profile.wrap(Lambda.<Integer, Integer>of("fails", x -> 1 / x));

        chain.apply(1);
        chain.apply(2);
        assertThatThrownBy(() -> failing.apply(0)).isInstanceOf(ArithmeticException.class);

        assertThat(profile.report()).containsOnlyKeys("Add");
        var row = profile.report().get("Add");
        assertThat(row.calls()).isEqualTo(4);
        assertThat(row.totalSeconds()).isPositive();
        assertThat(row.meanSeconds()).isEqualTo(row.totalSeconds() / 4);
        profile.clear();
        assertThat(profile.report()).isEmpty();
    }

    @Test
    void histogramWithoutARangeStartsOverWhenTheEdgesChange() {
        var histogram =
                Histogram.<double[]>perCall(2, (in, to) -> Arrays.stream(in).forEach(to));
        var point = histogram.at("key");

        point.apply(new double[] {0, 1, 4});
        point.apply(new double[] {0, 3, 4, 4});
        assertThat(histogram.results().get("key").counts()).containsExactly(3, 4);
        point.apply(new double[] {0, 8});
        assertThat(histogram.results().get("key").edges()).containsExactly(0, 4, 8);
        assertThat(histogram.results().get("key").counts()).containsExactly(1, 1);
    }

    @Test
    void histogramOfOneValueAndOfNone() {
        var histogram =
                Histogram.<double[]>perCall(4, (in, to) -> Arrays.stream(in).forEach(to));

        histogram.at("none").apply(new double[0]);
        histogram.at("one").apply(new double[] {5, 5});

        assertThat(histogram.results()).containsOnlyKeys("one");
        assertThat(histogram.results().get("one").edges()).containsExactly(5, 5.25, 5.5, 5.75, 6);
        assertThat(histogram.results().get("one").counts()).containsExactly(2, 0, 0, 0);
        assertThatThrownBy(() -> histogram.at("nan").apply(new double[] {1, Double.NaN}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fix the range");
    }

    @Test
    void histogramWithARangeAddsUpAndIgnoresNan() {
        var histogram = Histogram.<double[]>fixed(
                2, 0, 10, (in, to) -> Arrays.stream(in).forEach(to));
        var point = histogram.at("key");

        point.apply(new double[] {0, 5, 10, Double.NaN, -1});
        point.apply(new double[] {4, 11});

        var bins = histogram.results().get("key");
        assertThat(bins.counts()).containsExactly(2, 2);
        assertThat(bins.outside()).isEqualTo(2);
        assertThat(bins.edges()).containsExactly(0, 5, 10);
        assertThatThrownBy(() -> Histogram.<double[]>fixed(2, 1, 1, (in, to) -> {}))
                .hasMessageContaining("lo < hi");
    }

    @Test
    void spiesSeeCallsInsideTheirScopeOnly() {
        List<String> log = new ArrayList<>();
        var outer = Spy.on(Add.class, (op, in, out) -> log.add("outer " + op.k() + ": " + in + " -> " + out));
        var inner = Spy.on(Add.class, (op, in, out) -> log.add("inner " + op.k()));
        var chain = new Add(1).then(new Identity<>()).then(new Add(10));

        chain.apply(0);
        int result = outer.during(() -> {
            chain.apply(1);
            return inner.during(() -> new Add(5).apply(2));
        });
        chain.apply(0);

        assertThat(result).isEqualTo(7);
        assertThat(log).containsExactly("outer 1: 1 -> 2", "outer 10: 2 -> 12", "outer 5: 2 -> 7", "inner 5");
    }

    @Test
    void aGateRunsInItsModeOnly() {
        var gate = new ModeGate<>(new Add(1), Mode.TRAIN);

        assertThat(gate.apply(1)).isEqualTo(1);
        assertThat(Mode.TRAIN.<Integer>during(() -> gate.apply(1))).isEqualTo(2);
        assertThat(Mode.TRAIN.<Integer>during(() -> Mode.EVAL.during(() -> gate.apply(1))))
                .isEqualTo(1);
        assertThat(Numbers.REGISTRY.build(OperatorState.of(gate))).isEqualTo(gate);
    }

    @Test
    void provenanceComesWithTheResult() {
        var chain = new Add(1).then(new Add(2));

        var result = (Provenance.Result) new Provenance<>(chain).apply(1);

        assertThat(result.data()).isEqualTo(4);
        assertThat(result.provenance())
                .containsEntry("pipeline_hash", chain.config().digest().substring(0, 16))
                .containsEntry("operators", List.of("Add", "Add"))
                .containsKey("version");
        var raster = (Grid) new Provenance<>(new Grid.Times(2)).apply(small);
        assertThat(raster.values()).containsExactly(2, 4);
        assertThat(raster.attribute("provenance")).isEqualTo(new Provenance<>(new Grid.Times(2)).provenance());
    }
}
