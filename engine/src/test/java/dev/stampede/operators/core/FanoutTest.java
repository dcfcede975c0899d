package dev.stampede.operators.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.operators.core.Numbers.Add;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FanoutTest {
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void keepsTheOrderOfItsBranches(boolean parallel) {
        Map<String, Operator<?, ?>> branches = new LinkedHashMap<>();
        for (int i = 9; i >= 0; i--) {
            branches.put("b" + i, new Add(i));
        }

        var results = new Fanout<Integer>(branches, parallel).apply(100);

        assertThat(results.keySet()).containsExactlyElementsOf(branches.keySet());
        assertThat(results).containsEntry("b9", 109).containsEntry("b0", 100);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void throwsTheErrorOfTheFirstBranchThatFails(boolean parallel) {
        var later = new CountDownLatch(1);
        Map<String, Operator<?, ?>> branches = new LinkedHashMap<>();
        branches.put("good", new Add(1));
        branches.put("first", Lambda.of("slow failure", v -> {
            if (parallel) {
                await(later);
            }
            throw new IllegalStateException("first");
        }));
        branches.put("second", Lambda.of("fast failure", v -> {
            later.countDown();
            throw new IllegalStateException("second");
        }));

        assertThatThrownBy(() -> new Fanout<Integer>(branches, parallel).apply(1))
                .hasMessage("first");
    }

    @Test
    void parallelGivesTheSameBits() {
        var random = new Random(3);
        var grid = new Grid(8, 16, random.doubles(128).toArray());
        Map<String, Operator<?, ?>> branches = new LinkedHashMap<>();
        for (int i = 0; i < 7; i++) {
            branches.put("f" + i, new Grid.Times(random.nextGaussian()));
        }

        var sequential = new Fanout<Grid>(branches).apply(grid);
        var parallel = new Fanout<Grid>(branches, true).apply(grid);

        sequential.forEach((name, value) ->
                assertThat(((Grid) parallel.get(name)).values()).as(name).isEqualTo(((Grid) value).values()));
        assertThat(parallel.keySet()).containsExactlyElementsOf(sequential.keySet());
    }

    @Test
    void branchesOnOtherThreadsSeeTheScopeOfTheCaller() {
        Map<String, Operator<?, ?>> branches = new LinkedHashMap<>();
        branches.put("a", new ModeGate<>(new Add(1), Mode.TRAIN));
        branches.put("b", new ModeGate<>(new Add(2), Mode.EVAL));
        var fanout = new Fanout<Integer>(branches, true);

        assertThat(Mode.TRAIN.during(() -> fanout.apply(10)))
                .containsEntry("a", 11)
                .containsEntry("b", 10);
    }

    @Test
    void needsBranchesThatAreOperators() {
        assertThatThrownBy(() -> new Fanout<>(Map.of())).isInstanceOf(IllegalArgumentException.class);
        Map<String, Operator<?, ?>> missing = new LinkedHashMap<>();
        missing.put("gone", null);
        assertThatThrownBy(() -> new Fanout<>(missing))
                .isInstanceOf(OperatorTypeException.class)
                .hasMessageContaining("gone");
    }

    @Test
    void comesBackWithTheOrderOfItsBranches() {
        Map<String, Operator<?, ?>> branches = new LinkedHashMap<>();
        branches.put("z", new Add(1));
        branches.put("a", Sequential.of(new Add(2), new Identity<>()));
        var fanout = new Fanout<Integer>(branches, true);

        @SuppressWarnings("unchecked")
        var back = (Fanout<Integer>) Numbers.REGISTRY.build(OperatorState.of(fanout));

        assertThat(back).isEqualTo(fanout);
        assertThat(back.apply(1).keySet()).containsExactly("z", "a");
    }

    @Test
    void juxtIsItsPositionalSibling() {
        var juxt = Juxt.<Integer>of(new Add(1), new Add(2));

        assertThat(juxt.apply(10)).containsExactly(11, 12);
        assertThat(Numbers.REGISTRY.build(OperatorState.of(juxt))).isEqualTo(juxt);
        assertThat(juxt.children().keySet()).isEqualTo(new java.util.LinkedHashSet<>(List.of("0", "1")));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
