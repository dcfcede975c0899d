package dev.stampede.operators.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.operators.core.Numbers.Add;
import java.util.Arrays;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CacheTest {
    @Test
    void remembersByContent() {
        var cache = new Cache<Grid, Grid>(new Grid.Times(2));

        var first = cache.apply(new Grid(1, 2, 1, 2));
        var second = cache.apply(new Grid(1, 2, 1, 2));

        assertThat(second).isSameAs(first);
        assertThat(cache.hits()).isEqualTo(1);
        assertThat(cache.misses()).isEqualTo(1);
        cache.clear();
        assertThat(cache.apply(new Grid(1, 2, 1, 2))).isNotSameAs(first);
        assertThat(cache.hits()).isEqualTo(1);
        assertThat(cache.misses()).isEqualTo(2);
    }

    /// Large arrays print as their corners.
    @Test
    void rastersThatDifferInsideAreDifferent() {
        double[] one = new double[10_000];
        double[] other = one.clone();
        other[5_000] = 1;
        var cache = new Cache<Grid, Grid>(new Grid.Times(2));

        cache.apply(new Grid(100, 100, one));
        var result = cache.apply(new Grid(100, 100, other));

        assertThat(cache.misses()).isEqualTo(2);
        assertThat(result.values()[5_000]).isEqualTo(2);
    }

    @Test
    void forgetsTheLeastRecentlyUsedBeyondItsLimit() {
        var cache = new Cache<Grid, Grid>(new Cache.Settings(new Grid.Times(2), OptionalLong.of(2 * 8 * 10)));
        var a = new Grid(1, 10, new double[10]);
        var b = new Grid(10, 1, new double[10]);
        double[] ones = new double[10];
        Arrays.fill(ones, 1);
        var c = new Grid(1, 10, ones);

        cache.apply(a);
        cache.apply(b);
        cache.apply(a);
        cache.apply(c);

        assertThat(cache.misses()).isEqualTo(3);
        cache.apply(a);
        assertThat(cache.misses()).isEqualTo(3);
        cache.apply(b);
        assertThat(cache.misses()).isEqualTo(4);
    }

    @Test
    void needsAKeyForWhatCannotBeStored() {
        Operator<Integer, Integer> closure = Lambda.of("f", x -> x + 1);

        assertThatThrownBy(() -> new Cache<>(closure))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Lambda(name=f)");
        var cache = new Cache<>(closure, OptionalLong.empty(), x -> "key " + x);
        assertThat(cache.apply(1)).isEqualTo(2);
        assertThat(cache.apply(1)).isEqualTo(2);
        assertThat(cache.hits()).isEqualTo(1);
        assertThat(cache.serialisable()).isFalse();
    }

    @Test
    void refusesAnInputItCannotTellFromAnother() {
        assertThatThrownBy(() -> new Cache<>(new Identity<>()).apply(new Object()))
                .isInstanceOf(OperatorTypeException.class)
                .hasMessageContaining("no content hash");
    }

    @Test
    void comesBackEmpty() {
        var cache = new Cache<Integer, Integer>(new Cache.Settings(new Add(1), OptionalLong.of(1000)));
        cache.apply(1);

        @SuppressWarnings("unchecked")
        var back = (Cache<Integer, Integer>) Numbers.REGISTRY.build(OperatorState.of(cache));

        assertThat(back).isEqualTo(cache);
        assertThat(back.apply(1)).isEqualTo(2);
        assertThat(back.misses()).isEqualTo(1);
    }
}
