package dev.stampede.operators.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.operators.core.Numbers.Add;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class DescriptionTest {
    record Rows(int count) implements Operator<Grid, Grid> {
        @Override
        public Grid compute(Grid in) {
            return in;
        }

        @Override
        public Signature outputSignature(Signature in) {
            return in.replaceDims(Map.of("y", OptionalLong.of(count)));
        }
    }

    @Test
    void describesAPipelineAsATree() {
        Map<String, Operator<?, ?>> branches = new LinkedHashMap<>();
        branches.put("small", new Add(1));
        branches.put("large", new Add(1).then(new Add(1000)));
        var chain = Sequential.of(
                new Identity<>(),
                new Fanout<>(branches),
                new Cache<>(new Cache.Settings(new Add(3), OptionalLong.of(9))));

        assertThat(chain.describe()).isEqualTo("""
                        Sequential
                          0 Identity()
                          1 Fanout(parallel=false)
                            small Add(k=1)
                            large Sequential
                              0 Add(k=1)
                              1 Add(k=1000)
                          2 Cache(max_bytes=9)
                            inner Add(k=3)""");
    }

    @Test
    void aGraphInsideAChainIsIndented() {
        var x = new Input("x");
        var chain = new Add(1).then(Graph.from(x).output("o", new Add(2).on(x)).build());

        assertThat(chain.describe()).isEqualTo("""
                        Sequential
                          0 Add(k=1)
                          1 Graph
                            input x
                            n0 = Add(k=2) <- x
                            output o = n0""");
    }

    @Test
    void summarisesShapes() {
        var in = new Signature(List.of(Signature.Dim.of("y"), Signature.Dim.of("x", 8)), "uint16");
        var chain = Sequential.of(new Rows(5), Lambda.of("f", x -> x), new Rows(2));

        assertThat(chain.summary(in)).isEqualTo("""
                        Operator        Input              Output
                        Rows(count=5)   (y=?, x=8) uint16  (y=5, x=8) uint16
                        Lambda(name=f)  (y=5, x=8) uint16  ?
                        Rows(count=2)   ?                  ?
                        """);
    }

    @Test
    void findsStepsThatCannotFollowEachOther() {
        var wrong = Sequential.of(
                new Add(1), new Grid.Times(2), new Fanout<>(Map.of("a", Sequential.of(new Grid.Times(1), new Add(1)))));

        assertThat(Lint.mismatches(wrong))
                .containsExactly(
                        "step 1, Times, takes a Grid, but step 0, Add, returns a Integer",
                        "2: a: step 1, Add, takes a Integer, but step 0, Times, returns a Grid");
        assertThat(Lint.mismatches(Sequential.of(new Const<>(3L), new Add(1), Lambda.of("f", x -> x), new Add(2))))
                .isEmpty();
    }

    @Test
    void findsWhatCannotBeStoredOnceAndInOrder() {
        var shared = Lambda.<Integer, Integer>of("shared", v -> v);
        var x = new Input("x");
        var graph = Graph.from(x)
                .output("o", new Tap<Integer>("tap", v -> {}).on(shared.on(x)))
                .build();
        var chain = Sequential.of(shared, new ThreadMap<>(shared, 2), graph);

        assertThat(Lint.unserialisable(chain))
                .extracting(Configured::repr)
                .containsExactly("Lambda(name=shared)", "Tap(name=tap)");
    }

    @Test
    void chainsOfAnyLength() {
        assertThat(Pipelines.pipe(1, new Add(1), new Add(10))).isEqualTo(12);
        assertThat(Pipelines.compose(new Add(3), new Add(2), new Add(1)))
                .isEqualTo(Pipelines.composeLeft(new Add(1), new Add(2), new Add(3)));
        assertThat(Pipelines.composeLeft(new Add(1).then(new Add(2)), new Add(3))
                        .size())
                .isEqualTo(3);
    }

    record Counter() implements StatefulOperator<Integer, Integer> {
        @Override
        public Carried<Integer> compute(Integer in, CarryState state) {
            int seen = state.get("seen") instanceof Integer n ? n : 0;
            return new Carried<>(in + seen, state.with("seen", seen + 1));
        }
    }

    @Test
    void stateGoesAlongTheChain() {
        var chain = new Add(10).then(new Counter()).then(new Add(100));

        var first = chain.apply(1, CarryState.empty());
        var second = chain.apply(1, first.state());

        assertThat(first).isEqualTo(new Carried<>(111, CarryState.empty().with("seen", 1)));
        assertThat(second.value()).isEqualTo(112);
        assertThatThrownBy(() -> chain.apply(1))
                .isInstanceOf(OperatorTypeException.class)
                .hasMessageContaining("state");
        assertThatThrownBy(() -> chain.apply(1, (CarryState) null)).isInstanceOf(OperatorTypeException.class);
    }
}
