package dev.stampede.operators.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.operators.core.Numbers.Add;
import dev.stampede.operators.core.Numbers.Discard;
import dev.stampede.operators.core.Numbers.Minus;
import dev.stampede.operators.core.Numbers.Seven;
import dev.stampede.operators.core.Numbers.Total;
import java.util.List;
import org.junit.jupiter.api.Test;

class SequentialTest {
    private final Add a = new Add(1);
    private final Add b = new Add(10);
    private final Add c = new Add(100);

    /// Associativity, and the flattening that it rests on.
    @Test
    void isOneFlatChainHoweverItWasPutTogether() {
        var left = a.then(b).then(c);
        var right = a.then(b.then(c));

        assertThat(left.operators()).containsExactly(a, b, c);
        assertThat(right).isEqualTo(left);
        assertThat(right.config()).isEqualTo(left.config());
        assertThat(right.config().digest()).isEqualTo(left.config().digest());
        assertThat(right.apply(5)).isEqualTo(left.apply(5)).isEqualTo(116);
        assertThat(a.then(b).then(c.then(a)).size()).isEqualTo(4);
        assertThat(a.then(b).size()).isEqualTo(2);
    }

    @Test
    void identityIsNeutralOnBothSides() {
        for (int x : List.of(-3, 0, 8)) {
            assertThat(new Identity<Integer>().then(a).apply(x)).isEqualTo(a.apply(x));
            assertThat(a.then(new Identity<Integer>()).apply(x)).isEqualTo(a.apply(x));
        }
    }

    @Test
    void emptyReturnsItsInputAndNeedsOne() {
        var empty = Sequential.<Object, Object>of();
        var value = new Object();

        assertThat(empty.apply(value)).isSameAs(value);
        assertThatThrownBy(empty::apply).isInstanceOf(OperatorTypeException.class);
    }

    @Test
    void aSourceStartsWithoutInput() {
        assertThat(new Seven().then(a).apply()).isEqualTo(8);
        assertThatThrownBy(() -> a.then(b).apply())
                .isInstanceOf(OperatorTypeException.class)
                .hasMessage("Sequential needs an input");
    }

    @Test
    void onlyTheLastStepMayReturnNothing() {
        assertThat(a.then(new Discard()).terminal()).isTrue();
        assertThatThrownBy(() -> Sequential.of(a, new Discard(), b))
                .isInstanceOf(OperatorTypeException.class)
                .hasMessageContaining("step 1, Discard");
    }

    @Test
    void namesTheStepThatCannotTakeItsInput() {
        var chain = Sequential.of(a, Lambda.of("text", Object::toString), b);

        assertThatThrownBy(() -> chain.apply(1))
                .isInstanceOf(OperatorTypeException.class)
                .hasMessage("step 2, Add, takes a Integer, but was given a String");
    }

    @Test
    void takesPairsAndLists() {
        assertThat(new Minus().then(a).apply(new Pair<>(9, 4))).isEqualTo(6);
        assertThat(new Minus().apply(9, 4)).isEqualTo(5);
        assertThat(new Total().then(a).apply(List.of(1, 2, 3))).isEqualTo(7);
    }

    @Test
    void stepsAndSlices() {
        var chain = a.then(b).then(c);

        assertThat(chain.step(1)).isSameAs(b);
        assertThat(chain.slice(1, 3).operators()).containsExactly(b, c);
        assertThat(chain).hasToString("Sequential(operators=[Add(k=1), Add(k=10), Add(k=100)])");
    }

    @Test
    void whatCannotBeStoredEqualsOnlyItself() {
        var one = Lambda.<Integer, Integer>of("f", x -> x);
        var other = Lambda.<Integer, Integer>of("f", x -> x);

        assertThat(a.then(one)).isEqualTo(a.then(one)).isNotEqualTo(a.then(other));
        assertThat(one.serialisable()).isFalse();
        assertThat(one).hasToString("Lambda(name=f)");
    }
}
