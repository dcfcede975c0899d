package dev.stampede.operators.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelOpTest {
    private final List<Integer> sizes = new ArrayList<>();
    private final Predictor<List<Integer>> model = batch -> {
        sizes.add(batch.size());
        return batch.stream().map(x -> 10 * x).toList();
    };

    @ParameterizedTest
    @CsvSource({"5,2,3", "4,2,2", "1,2,1", "0,2,1", "7,1,7", "7,7,1", "7,100,1"})
    void runsOncePerBatchInOrder(int count, int batchSize, int calls) {
        var items = IntStream.range(0, count).boxed().toList();

        var result = new ModelOp<>(model, ModelInput.<Integer>ofLists(), batchSize).apply(items);

        assertThat(result).isEqualTo(items.stream().map(x -> 10 * x).toList());
        assertThat(sizes).hasSize(calls).allMatch(n -> n <= batchSize);
    }

    @Test
    void runsOnceWithoutABatchSize() {
        new ModelOp<>(model, ModelInput.<Integer>ofLists()).apply(List.of(1, 2, 3));

        assertThat(sizes).containsExactly(3);
    }

    /// Rows of a grid are the samples.
    private static final ModelInput<Grid, double[]> ROWS = new ModelInput<>() {
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
            return java.util.Arrays.copyOfRange(array, from, to);
        }

        @Override
        public double[] join(List<double[]> parts) {
            return parts.stream().flatMapToDouble(java.util.Arrays::stream).toArray();
        }

        @Override
        public Optional<Grid> rewrap(Grid carrier, double[] result) {
            return result.length == carrier.values().length
                    ? Optional.of(new Grid(carrier.rows(), carrier.cols(), result, carrier.attributes()))
                    : Optional.empty();
        }
    };

    @Test
    void keepsGeoreferencingOnlyWhenAskedAndPossible() {
        var grid = new Grid(1, 2, 1, 2).withAttribute("crs", "EPSG:4326");
        Predictor<double[]> same = v -> v;
        Predictor<double[]> sum = v -> new double[] {java.util.Arrays.stream(v).sum()};

        assertThat(new ModelOp<>(same, ROWS).apply(grid)).isInstanceOf(double[].class);
        assertThat(new ModelOp<>(same, ROWS, "predict", OptionalInt.of(1), true).apply(grid))
                .isInstanceOfSatisfying(
                        Grid.class, g -> assertThat(g.attribute("crs")).isEqualTo("EPSG:4326"));
        assertThat(new ModelOp<>(sum, ROWS, "predict", OptionalInt.empty(), true).apply(grid))
                .isEqualTo(new double[] {3});
    }

    @Test
    void saysWhatItRunsAndCannotBeStored() {
        var operator = new ModelOp<>(model, ModelInput.<Integer>ofLists(), 2);

        assertThat(operator).hasToString("ModelOp(model=model, method=predict, batch_size=2, keep_geo=false)");
        assertThat(operator.serialisable()).isFalse();
        assertThatThrownBy(() -> new ModelOp<>(model, ModelInput.<Integer>ofLists(), 0))
                .hasMessageContaining("batch_size");
    }
}
