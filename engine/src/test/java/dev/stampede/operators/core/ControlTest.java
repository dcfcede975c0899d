package dev.stampede.operators.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.operators.core.Numbers.Add;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Operators that decide what runs: Try, Retry, Coalesce, Branch, Switch, Quarantine.
class ControlTest {
    private static final Operator<Integer, Integer> DIVIDES = Lambda.of("100/x", x -> 100 / x);

    @Test
    void tryFallsBackOnTheOriginalInput() {
        var tried = new Try<>(DIVIDES, new Add(-7), ArithmeticException.class);

        assertThat(tried.apply(5)).isEqualTo(20);
        assertThat(tried.apply(0)).isEqualTo(-7);
    }

    @Test
    void tryReactsToSubclassesOfAListedErrorAndToNoOther() {
        assertThat(new Try<>(DIVIDES, new Add(1), RuntimeException.class).apply(0))
                .isEqualTo(1);
        assertThatThrownBy(() -> new Try<>(DIVIDES, new Add(1), IllegalStateException.class).apply(0))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void tryPassesOnTheErrorOfTheFallback() {
        Operator<Integer, Integer> fails = Lambda.of("fails", x -> {
            throw new QcException("fallback " + x);
        });

        assertThatThrownBy(() -> new Try<>(DIVIDES, fails, ArithmeticException.class).apply(0))
                .isInstanceOf(QcException.class)
                .hasMessage("fallback 0");
        assertThatThrownBy(() -> new Try<>(DIVIDES, fails, Set.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFileErrorCountsHoweverItIsWrapped() {
        Operator<Integer, Integer> reads = Lambda.of("reads", x -> {
            throw new UncheckedIOException(new IOException("gone"));
        });

        assertThat(new Try<>(reads, new Add(1), IOException.class).apply(1)).isEqualTo(2);
    }

    @Test
    void errorsAreStoredByName() {
        var tried = new Try<>(new Add(1), new Add(2), ErrorKind.of(QcException.class, IOException.class));

        assertThat(tried.config().get("on")).isEqualTo(List.of("IOException", "QcException"));
        assertThat(Numbers.REGISTRY.build(OperatorState.of(tried))).isEqualTo(tried);
        assertThat(new Try<>(new Add(1), new Add(2), java.util.MissingResourceException.class).serialisable())
                .isFalse();
        assertThatThrownBy(() -> ErrorKind.fromConfig("OutOfMemoryError"))
                .hasMessageContaining("OutOfMemoryError")
                .hasMessageContaining("QcException");
    }

    @Test
    void retryWaitsTwiceAsLongEachTimeAndNotAfterTheLast() {
        var calls = new AtomicInteger();
        List<Duration> waits = new ArrayList<>();
        Operator<Integer, Integer> fails = Lambda.of("fails", x -> {
            throw new IllegalStateException("attempt " + calls.incrementAndGet());
        });

        var retry = retry(fails, 4, 0.5, waits, IllegalStateException.class);

        assertThatThrownBy(() -> retry.apply(1)).hasMessage("attempt 4");
        assertThat(waits).containsExactly(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    @Test
    void retryStopsAtTheFirstSuccessAndAtErrorsNotListed() {
        var calls = new AtomicInteger();
        List<Duration> waits = new ArrayList<>();
        Operator<Integer, Integer> twice = Lambda.of("fails twice", x -> {
            if (calls.incrementAndGet() <= 2) {
                throw new IllegalStateException();
            }
            return x;
        });

        assertThat(retry(twice, 5, 1, waits, IllegalStateException.class).apply(8))
                .isEqualTo(8);
        assertThat(calls).hasValue(3);
        assertThat(waits).hasSize(2);
        assertThatThrownBy(() ->
                        retry(DIVIDES, 5, 1, waits, IllegalStateException.class).apply(0))
                .isInstanceOf(ArithmeticException.class);
        assertThat(waits).hasSize(2);
    }

    @Test
    void anInterruptEndsTheWait() {
        Operator<Integer, Integer> fails = Lambda.of("fails", x -> {
            throw new IllegalStateException();
        });
        var retry = new Retry<Integer, Integer>(
                new Retry.Settings(fails, 3, 1, ErrorKind.of(Exception.class)), duration -> {
                    throw new InterruptedException();
                });

        assertThatThrownBy(() -> retry.apply(1)).isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void retryComesBackWithDefaults() {
        var retry = new Retry<>(new Retry.Settings(new Add(1), 3, 0, ErrorKind.of(Exception.class)));

        assertThat(Numbers.REGISTRY.build(new OperatorState("Retry", 1, Config.of("op", OperatorState.of(new Add(1))))))
                .isEqualTo(retry);
        assertThatThrownBy(() -> new Retry.Settings(new Add(1), 0, 0, Set.of())).hasMessageContaining("attempts is 0");
        assertThatThrownBy(() -> new Retry.Settings(new Add(1), 1, -1, Set.of()))
                .hasMessageContaining("base_delay");
    }

    @Test
    void coalesceSkipsWhatIsNotOkAndListedErrors() {
        var coalesce = new Coalesce<>(
                List.of(DIVIDES, new Add(1), new Add(50)),
                (Integer v) -> v > 10,
                ErrorKind.of(ArithmeticException.class));

        assertThat(coalesce.apply(0)).isEqualTo(50);
        assertThat(coalesce.apply(5)).isEqualTo(20);
    }

    @Test
    void coalescePassesOnEveryErrorThatIsNotListed() {
        var coalesce = new Coalesce<>(List.of(DIVIDES, new Add(50)), (Integer v) -> true, Set.of());

        assertThatThrownBy(() -> coalesce.apply(0)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void coalesceSaysHowManyWereTried() {
        var coalesce = new Coalesce<>(
                List.of(DIVIDES, new Add(1), new Add(2)),
                (Integer v) -> false,
                ErrorKind.of(ArithmeticException.class));

        assertThatThrownBy(() -> coalesce.apply(0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("none of 3 sources gave a good result; 1 of them failed with a tolerated error");
        assertThatThrownBy(() -> new Coalesce<Integer, Integer>(List.of(), v -> true, Set.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void branchSeesTheWholeInput() {
        var even = new Condition<Integer>("even", x -> x % 2 == 0);

        assertThat(Branch.when(even, new Add(1)).apply(4)).isEqualTo(5);
        assertThat(Branch.when(even, new Add(1)).apply(5)).isEqualTo(5);
        assertThat(new Branch<>(Condition.complement(even), new Add(1), new Add(100)).apply(4))
                .isEqualTo(104);
        assertThat(Condition.complement(even).label()).isEqualTo("complement(even)");
        assertThat(Branch.when(even, new Add(1)))
                .hasToString("Branch(predicate=even, if_true=Add(k=1), if_false=Identity())");
    }

    @Test
    void switchLooksUpAKeyAndCopiesItsCases() {
        Map<String, Operator<Integer, Integer>> cases = new LinkedHashMap<>();
        cases.put("odd", new Add(1));
        var chosen = Switch.of((Integer x) -> x % 2 == 0 ? "even" : "odd", cases);
        cases.put("even", new Add(1000));

        assertThat(chosen.apply(3)).isEqualTo(4);
        assertThat(chosen.apply(4)).isEqualTo(4);
        assertThat(Lint.unserialisable(chosen)).containsExactly(chosen);
    }

    @Test
    void quarantineReplacesWhatIsBad() {
        List<Integer> bad = new ArrayList<>();
        var quarantine = new Quarantine<Integer>(x -> x > 0, null, bad::add);

        assertThat(quarantine.apply(3)).isEqualTo(3);
        assertThat(quarantine.apply(-3)).isNull();
        assertThat(bad).containsExactly(-3);
        assertThatThrownBy(() -> new Quarantine<Integer>(x -> 1 / x > 0, 0, bad::add).apply(0))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void constIgnoresItsInput() {
        assertThat(new Const<Integer>(7).apply()).isEqualTo(7);
        assertThat(new Const<Integer>(7).apply("anything")).isEqualTo(7);
        assertThat(Sequential.<Object, Integer>of(new Const<>(7), new Add(1)).apply())
                .isEqualTo(8);
        assertThat(new Const<>(new Object()).serialisable()).isFalse();
        assertThat(Lint.unserialisable(
                        new Cache<>(new Cache.Settings(new Const<>(List.of(1, "a")), OptionalLong.empty()))))
                .isEmpty();
    }

    @Test
    void aStoredConstantFeedsOperatorsOnIntegers() {
        var chain = Sequential.<Object, Integer>of(new Const<>(7L), new Add(1));

        @SuppressWarnings("unchecked")
        var back = (Sequential<Object, Integer>) Numbers.REGISTRY.build(OperatorState.of(chain));

        assertThat(back.apply()).isEqualTo(8);
        assertThatThrownBy(() -> Sequential.of(new Const<>(7.5), new Add(1)).apply())
                .hasMessage("step 1, Add, takes a Integer, but was given a Double");
    }

    @SafeVarargs
    private static Retry<Integer, Integer> retry(
            Operator<Integer, Integer> operator,
            int attempts,
            double baseDelay,
            List<Duration> waits,
            Class<? extends Exception>... on) {
        return new Retry<>(new Retry.Settings(operator, attempts, baseDelay, ErrorKind.of(on)), waits::add);
    }
}
