package dev.stampede.operators.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// No operator of the core changes what it is given.
class PurityTest {
    private static final Operator<Grid, Grid> TWICE = new Grid.Times(2);

    static Stream<Operator<?, ?>> onOneRaster() {
        var x = new Input("x");
        var fails = Lambda.<Grid, Grid>of("fails", g -> {
            throw new IllegalStateException();
        });
        return Stream.of(
                Sequential.of(TWICE, TWICE),
                Graph.from(x).output("a", TWICE.on(TWICE.on(x))).output("x", x).build(),
                new Fanout<Grid>(Map.of("a", TWICE, "b", new Identity<>()), true),
                Juxt.of(TWICE, TWICE),
                Branch.when((Grid g) -> true, TWICE),
                Switch.of((Grid g) -> 1, Map.of(1, TWICE)),
                new Identity<>(),
                new Const<>(1L),
                Lambda.<Grid, Grid>of("twice", TWICE::apply),
                new Sink<Grid>("sink", g -> {}),
                new Tap<Grid>("tap", g -> {}),
                new ModelOp<Grid, double[]>(v -> v, new Values()),
                new Try<>(fails, TWICE, IllegalStateException.class),
                new Coalesce<>(List.of(fails, TWICE), g -> true, ErrorKind.of(IllegalStateException.class)),
                new Retry<>(new Retry.Settings(TWICE, 2, 0, ErrorKind.of(Exception.class)), (Duration d) -> {}),
                new Snapshot().<Grid>at("here"),
                new ShapeTrace<Grid>("here", ShapeTrace.When.EVERY, line -> {}),
                new Profile().wrap(TWICE),
                Histogram.<Grid>fixed(
                                3, 0, 9, (g, to) -> Arrays.stream(g.values()).forEach(to))
                        .at("here"),
                new Cache<>(new Cache.Settings(TWICE, OptionalLong.empty())),
                new AssertShape<>(List.of(OptionalInt.of(2), OptionalInt.empty())),
                new AssertDType<>("float64"),
                new AssertHasAttribute<>("crs"),
                new AssertCallable<Grid>(g -> true, ""),
                new Quarantine<Grid>(g -> false, null, g -> {}),
                new ModeGate<>(TWICE, Mode.TRAIN),
                new Provenance<>(TWICE));
    }

    static Stream<Operator<?, ?>> onAList() {
        return Stream.of(
                new ThreadMap<>(TWICE, 2),
                new CpuMap<>(TWICE, 2, CpuMap.OnError.RAISE),
                new AsyncMap<>(TWICE, 2),
                new BatchedMap<>(new ThreadMap<>(TWICE, 1), 1, true));
    }

    @ParameterizedTest
    @MethodSource("onOneRaster")
    @SuppressWarnings("unchecked")
    void leavesTheRasterAsItIs(Operator<?, ?> operator) {
        var grid = new Grid(2, 2, new double[] {1, 2, 3, 4}, Map.of("crs", "EPSG:4326"));
        String before = grid.contentHash();

        Mode.TRAIN.during(() -> ((Operator<Object, Object>) operator).apply(grid));

        assertThat(grid.contentHash()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("onAList")
    @SuppressWarnings("unchecked")
    void leavesTheListAsItIs(Operator<?, ?> operator) {
        var grids = List.of(new Grid(1, 1, 1), new Grid(1, 2, 2, 3));
        var before = grids.stream().map(Grid::contentHash).toList();

        var results = (List<Object>) ((Operator<Object, Object>) operator).apply(grids);

        assertThat(results).hasSize(2);
        assertThat(grids.stream().map(Grid::contentHash)).isEqualTo(before);
    }

    @Test
    void everyOperatorOfTheCoreIsAmongThem() {
        Set<String> names = new HashSet<>();
        Stream.concat(onOneRaster(), onAList()).map(Configured::name).forEach(names::add);

        assertThat(names).containsAll(OperatorRegistry.core().names());
    }

    private static final class Values implements ModelInput<Grid, double[]> {
        @Override
        public double[] array(Grid carrier) {
            return carrier.values().clone();
        }

        @Override
        public int count(double[] array) {
            return array.length;
        }

        @Override
        public double[] part(double[] array, int from, int to) {
            return Arrays.copyOfRange(array, from, to);
        }

        @Override
        public double[] join(List<double[]> parts) {
            return parts.stream().flatMapToDouble(Arrays::stream).toArray();
        }
    }
}
