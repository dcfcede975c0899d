package dev.stampede.operators.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.operators.core.Numbers.Add;
import dev.stampede.operators.core.Numbers.Total;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Operators applied to every item of a list.
class MapsTest {
    private static final List<Integer> ITEMS = IntStream.range(0, 50).boxed().toList();
    private static final List<Integer> PLUS_ONE = IntStream.range(1, 51).boxed().toList();

    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final Operator<Integer, Integer> watched = Lambda.of("watched", x -> {
        most.accumulateAndGet(running.incrementAndGet(), Math::max);
        Thread.onSpinWait();
        Thread.yield();
        running.decrementAndGet();
        return x + 1;
    });

    @Test
    void keepTheOrderAndTheLimit() {
        assertThat(new ThreadMap<>(watched, 3).apply(ITEMS)).isEqualTo(PLUS_ONE);
        assertThat(new CpuMap<>(watched, 3, CpuMap.OnError.RAISE).apply(ITEMS)).isEqualTo(PLUS_ONE);
        assertThat(new AsyncMap<>(watched, 3).apply(ITEMS)).isEqualTo(PLUS_ONE);
        assertThat(most.get()).isBetween(1, 3);
    }

    @Test
    void resultsDoNotDependOnTheNumberOfWorkers() {
        for (int workers : new int[] {1, 2, 7, 64}) {
            assertThat(new ThreadMap<>(new Add(1), workers).apply(ITEMS)).isEqualTo(PLUS_ONE);
            assertThat(new CpuMap<>(new Add(1), workers, CpuMap.OnError.RAISE).apply(ITEMS))
                    .isEqualTo(PLUS_ONE);
        }
        assertThat(new ThreadMap<>(new Add(1), 8).apply(List.of())).isEmpty();
    }

    @Test
    void theFirstFailureInOrderIsThrown() {
        Operator<Integer, Integer> picky = Lambda.of("picky", x -> {
            if (x >= 20) {
                throw new IllegalStateException("item " + x);
            }
            return x;
        });

        assertThatThrownBy(() -> new ThreadMap<>(picky, 4).apply(ITEMS)).hasMessage("item 20");
        assertThatThrownBy(() -> new CpuMap<>(picky, 4, CpuMap.OnError.RAISE).apply(ITEMS))
                .hasMessage("item 20");
        var tolerant = new CpuMap<>(picky, 4, CpuMap.OnError.LOG_AND_CONTINUE).apply(ITEMS);
        assertThat(tolerant.subList(0, 20)).isEqualTo(ITEMS.subList(0, 20));
        assertThat(tolerant.subList(20, 50)).containsOnlyNulls();
    }

    @Test
    void asyncReturnsAtOnceAndHasTheScopeOfTheCaller() throws Exception {
        var gated = new AsyncMap<>(new ModeGate<>(new Add(1), Mode.TRAIN), 4);

        var future = Mode.TRAIN.during(() -> gated.applyAsync(ITEMS));

        assertThat(future.get()).isEqualTo(PLUS_ONE);
        var failing = new AsyncMap<>(Lambda.<Integer, Integer>of("fails", x -> 1 / x), 4).applyAsync(ITEMS);
        assertThatThrownBy(failing::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(ArithmeticException.class);
    }

    @Test
    void batchesAreFlattenedOrNot() {
        Operator<List<Integer>, List<Integer>> doubled =
                Lambda.ofList("doubled", list -> list.stream().map(x -> 2 * x).toList());

        assertThat(new BatchedMap<>(doubled, 20, true).apply(ITEMS))
                .isEqualTo(ITEMS.stream().map(x -> 2 * x).toList());
        assertThat(new BatchedMap<>(doubled, 20, false).apply(ITEMS)).hasSize(3);
        assertThat(new BatchedMap<>(new Total(), 20, true).apply(ITEMS)).containsExactly(190, 590, 445);
    }

    @Test
    void comeBack() {
        for (Operator<?, ?> map : List.of(
                new ThreadMap<>(new Add(1), 3),
                new CpuMap<>(new Add(1), 3, CpuMap.OnError.LOG_AND_CONTINUE),
                new AsyncMap<>(new Add(1), 3),
                new BatchedMap<>(new Total(), 3, false))) {
            assertThat(Numbers.REGISTRY.build(OperatorState.of(map))).isEqualTo(map);
        }
        assertThatThrownBy(() -> new ThreadMap<>(new Add(1), 0)).hasMessageContaining("n_workers is 0");
    }
}
