package dev.stampede.operators.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.operators.core.Numbers.Add;
import dev.stampede.operators.core.Numbers.Minus;
import dev.stampede.operators.core.Numbers.Total;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GraphTest {
    private final Input x = new Input("x");
    private final Input y = new Input("y");

    @Test
    void givesEveryOutputByName() {
        var a = new Add(1).on(x);
        var b = new Add(1).on(a);
        var graph = Graph.from(x)
                .output("a", a)
                .output("b", b)
                .output("c", new Total().on(a, b))
                .build();

        assertThat(graph.call(10)).containsExactly(Map.entry("a", 11), Map.entry("b", 12), Map.entry("c", 23));
    }

    @Test
    void runsASharedNodeOnce() {
        var calls = new AtomicInteger();
        var shared = Lambda.<Integer, Integer>of("counted", v -> {
                    calls.incrementAndGet();
                    return v + 1;
                })
                .on(x);
        var graph = Graph.from(x)
                .output("diamond", new Minus().on(new Add(5).on(shared), new Add(2).on(shared)))
                .build();

        assertThat(graph.call(10)).containsEntry("diamond", 3);
        assertThat(calls).hasValue(1);
    }

    @Test
    void neverRunsWhatNoOutputNeeds() {
        var calls = new AtomicInteger();
        Lambda.<Integer, Integer>of("unused", v -> calls.incrementAndGet()).on(x);
        var graph = Graph.from(x, y).output("same", x).build();

        assertThat(graph.call(1, 2)).containsExactly(Map.entry("same", 1));
        assertThat(calls).hasValue(0);
        assertThat(graph.children()).isEmpty();
    }

    @Test
    void takesInputsByPositionOrByName() {
        var graph = difference();

        assertThat(graph.call(9, 4)).containsEntry("d", 5);
        assertThat(graph.call(Map.of("y", 4, "x", 9))).containsEntry("d", 5);
        assertThat(graph.call(List.of(), Map.of("y", 4, "x", 9))).containsEntry("d", 5);
        assertThat(graph.apply(List.of(9, 4))).containsEntry("d", 5);
        assertThat(graph.apply(new Pair<>(9, 4))).containsEntry("d", 5);
    }

    @Test
    void eachWrongCallHasItsOwnError() {
        var graph = difference();

        assertThatThrownBy(() -> graph.call(List.of(1), Map.of("y", 2)))
                .isInstanceOf(OperatorTypeException.class)
                .hasMessageContaining("not both");
        assertThatThrownBy(() -> graph.call(1))
                .isInstanceOf(OperatorTypeException.class)
                .hasMessageContaining("takes 2 values, but was given 1");
        assertThatThrownBy(() -> graph.call(1, 2, 3))
                .isInstanceOf(OperatorTypeException.class)
                .hasMessageContaining("but was given 3");
        assertThatThrownBy(() -> graph.call(Map.of("z", 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the Graph misses the inputs x, y");
        assertThatThrownBy(() -> graph.call(Map.of("x", 1, "y", 1, "z", 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no input z");
    }

    @Test
    void refusesAnInputThatIsNotDeclared() {
        assertThatThrownBy(() -> Graph.from(x).output("d", new Minus().on(x, y)).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("output d needs the input y, which is not declared");
    }

    @Test
    void refusesNodesThatDoNotFit() {
        assertThatThrownBy(() -> new Minus().on(x)).isInstanceOf(OperatorTypeException.class);
        assertThatThrownBy(() -> new Add(1).on(x, y)).isInstanceOf(OperatorTypeException.class);
        assertThatThrownBy(() -> new Minus().on(x, null))
                .isInstanceOf(OperatorTypeException.class)
                .hasMessageContaining("wrap a value that is known in a Const");
        assertThatThrownBy(() -> Graph.from(x).build()).hasMessageContaining("outputs");
        assertThatThrownBy(() -> Graph.from(x, new Input("x")).output("x", x).build())
                .hasMessageContaining("not x twice");
    }

    @Test
    void refusesACycleInAStoredGraph() {
        var cycle = Config.of("inputs", List.of("x"))
                .with(
                        "nodes",
                        List.of(
                                Map.of("id", "a", "op", "Minus", "in", List.of("x", "b")),
                                Map.of("id", "b", "op", "Add", "config", Map.of("k", 1), "in", List.of("a"))))
                .with("outputs", Map.of("out", "a"));

        assertThatThrownBy(() -> Numbers.REGISTRY.build(new OperatorState("Graph", 1, cycle)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cycle");
    }

    @Test
    void refusesAStoredGraphWithUnknownNames() {
        var dangling = Config.of("inputs", List.of("x")).with("outputs", Map.of("out", "nowhere"));

        assertThatThrownBy(() -> Numbers.REGISTRY.build(new OperatorState("Graph", 1, dangling)))
                .hasMessage("Graph: output out refers to nowhere, which is neither an input nor a node");
    }

    @Test
    void comesBackWithEqualResultsAndDigest() {
        var shared = new Add(1).on(x);
        var graph = Graph.from(x, y)
                .output("d", new Minus().on(shared, y))
                .output("t", new Total().on(shared, new Add(0).on(new Const<>(100L).on()), y))
                .output("same", y)
                .build();

        var back = (Graph) Numbers.REGISTRY.build(OperatorState.of(graph));

        assertThat(back).isEqualTo(graph).hasSameHashCodeAs(graph);
        assertThat(back.config().digest()).isEqualTo(graph.config().digest());
        assertThat(back.call(10, 3)).isEqualTo(graph.call(10, 3)).containsEntry("d", 8);
        assertThat(graph.config().text()).isEqualTo(back.config().text());
    }

    @Test
    void nodeNamesDoNotDependOnTheOrderOfOutputs() {
        var a = new Add(1).on(x);
        var b = new Add(2).on(x);

        var one = Graph.from(x).output("a", a).output("b", b).build();
        var other = Graph.from(x).output("b", b).output("a", a).build();

        assertThat(one.config().digest()).isEqualTo(other.config().digest());
        assertThat(other.call(0).keySet()).containsExactly("b", "a");
    }

    @Test
    void graphsNestAndChain() {
        var inner = difference();
        var outer = Graph.from(x)
                .output(
                        "r",
                        Lambda.<Map<String, Object>, Object>of("pick", m -> m.get("d"))
                                .on(inner.on(x, new Const<>(1).on())))
                .build();

        assertThat(outer.call(10)).containsEntry("r", 9);
        assertThat(new Add(1).then(Graph.from(x).output("s", x).build()).apply(1))
                .isEqualTo(Map.of("s", 2));
    }

    @Test
    void aGraphWithAClosureEqualsOnlyItself() {
        var one = Graph.from(x).output("f", Lambda.of("f", v -> v).on(x)).build();
        var other = Graph.from(x).output("f", Lambda.of("f", v -> v).on(x)).build();

        assertThat(one).isEqualTo(one).isNotEqualTo(other);
    }

    @Test
    void describesInputsNodesAndOutputs() {
        var graph = Graph.from(x, y)
                .output("d", new Minus().on(new Add(1).on(x), y))
                .build();

        assertThat(graph.describe()).isEqualTo("""
                        Graph
                          input x
                          input y
                          n0 = Add(k=1) <- x
                          n1 = Minus() <- n0, y
                          output d = n1""");
    }

    private Graph difference() {
        return Graph.from(x, y).output("d", new Minus().on(x, y)).build();
    }
}
