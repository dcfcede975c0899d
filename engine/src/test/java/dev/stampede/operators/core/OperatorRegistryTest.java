package dev.stampede.operators.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.operators.core.Numbers.Add;
import dev.stampede.operators.core.Numbers.RunningSum;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OperatorRegistryTest {
    @Test
    void everyKindOfParameterComesBack() {
        var operator = Numbers.everyKind();

        var back = Numbers.REGISTRY.build(OperatorState.of(operator));

        assertThat(back).isEqualTo(operator).hasSameHashCodeAs(operator);
        assertThat(back.config()).isEqualTo(operator.config());
        assertThat(back.config().digest()).isEqualTo(operator.config().digest());
    }

    @Test
    void aMissingParameterTakesItsDefaultAndOptionalOnesNone() {
        Map<String, Object> values =
                new LinkedHashMap<>(Numbers.everyKind().config().values());
        List.of("eps", "crs", "limit").forEach(values::remove);

        var back = (Numbers.EveryKind) Numbers.REGISTRY.build(new OperatorState("everyKind", 3, new Config(values)));

        assertThat(back.eps()).isEqualTo(1e-10);
        assertThat(back.crs()).isEmpty();
        assertThat(back.limit()).isEmpty();
    }

    @Test
    void nestedOperatorsComeBack() {
        var operator = Sequential.of(new Add(1), Sequential.of(new Add(2), new Identity<>()));

        assertThat(Numbers.REGISTRY.build(OperatorState.of(operator))).isEqualTo(operator);
    }

    @Test
    void operatorsWithMemoryAreEqualByTheirSettings() {
        var operator = new RunningSum(new RunningSum.Settings(2));
        operator.apply(10);

        var back = (RunningSum) Numbers.REGISTRY.build(OperatorState.of(operator));

        assertThat(back).isEqualTo(operator).isNotSameAs(operator);
        assertThat(back.apply(1)).isEqualTo(2);
        assertThat(back).isNotEqualTo(new RunningSum(new RunningSum.Settings(3)));
    }

    @Test
    void refusesUnknownOperatorsAndListsTheKnown() {
        assertThatThrownBy(() -> Numbers.REGISTRY.build(new OperatorState("Sub", 1, Config.empty())))
                .isInstanceOf(UnknownOperatorException.class)
                .hasMessageContaining("Sub")
                .hasMessageContaining("allowed are Add, AssertDType, ");
    }

    @Test
    void refusesMissingUnknownAndWrongParametersByName() {
        assertThatThrownBy(() -> build("Add", Config.empty())).hasMessage("Add needs the parameter k");
        assertThatThrownBy(() -> build("Add", Config.of("k", 1).with("n", 2)))
                .hasMessage("Add has no parameter n; it has k");
        assertThatThrownBy(() -> build("Add", Config.of("k", "one")))
                .hasMessage("Add.k is one, expected a whole number");
        assertThatThrownBy(() -> build("Add", Config.of("k", 1L << 40)))
                .hasMessage("Add.k is 1099511627776, expected a whole number up to 2147483647");
        assertThatThrownBy(() -> build("Sequential", Config.of("operators", List.of(3))))
                .hasMessageContaining("Sequential.operators[0] is 3, expected an operator");
        assertThatThrownBy(() -> Numbers.REGISTRY.build(new OperatorState("Add", 2, Config.of("k", 1))))
                .hasMessage("Add was written as version 2, this engine knows version 1");
    }

    @Test
    void refusesTwoOperatorsOfOneName() {
        assertThatThrownBy(() -> Numbers.REGISTRY.with(new Numbers()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("two operators are named Add");
    }

    @Test
    void refusesAClassItCouldNotReadBack() {
        record Array(int[] values) implements Operator<Integer, Integer> {
            @Override
            public Integer compute(Integer in) {
                return in;
            }
        }
        var family = new OperatorFamily() {
            @Override
            public String name() {
                return "arrays";
            }

            @Override
            public List<Class<? extends Configured>> types() {
                return List.of(Array.class);
            }
        };

        assertThatThrownBy(() -> OperatorRegistry.core().with(family))
                .hasMessageContaining("parameter values of type int[] has no JSON form");
    }

    @Test
    void refusesAParameterThatHidesTheName() {
        record Coloured(String name) implements Operator<Integer, Integer> {
            @Override
            public Integer compute(Integer in) {
                return in;
            }
        }

        assertThatThrownBy(() -> OperatorType.of("colours", Coloured.class))
                .hasMessageContaining("cannot be called name")
                .hasMessageContaining("@Key(\"name\")");
    }

    @Test
    void aPartOfARegistryKnowsNothingElse() {
        var some = Numbers.REGISTRY.only(List.of("Add"));

        assertThat(some.names()).containsExactly("Add");
        assertThatThrownBy(() -> some.build(OperatorState.of(new Identity<>())))
                .isInstanceOf(UnknownOperatorException.class)
                .hasMessageEndingWith("allowed are Add");
    }

    @Test
    void theStandardRegistryHoldsTheCore() {
        assertThat(OperatorRegistry.standard().names()).contains("Sequential", "Identity");
    }

    private static Configured build(String op, Config config) {
        return Numbers.REGISTRY.build(new OperatorState(op, 1, config));
    }
}
