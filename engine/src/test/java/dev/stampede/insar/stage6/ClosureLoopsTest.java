package dev.stampede.insar.stage6;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.insar.model.ImageNetwork;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Loops of small random networks against all subsets of their pairs.
class ClosureLoopsTest {
    private static final int IMAGES = 7;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void areAllTrianglesAndTheShortestLoopOfEveryOtherPairThatHasOne(int seed) {
        var network = network(seed);
        var phaseOfImages = new Random(seed).doubles(IMAGES, -9, 9).toArray();

        var loops = ClosureLoops.of(network);

        Set<Set<Integer>> found = new HashSet<>();
        for (var loop : loops) {
            double sum = 0;
            for (int s = 0; s < loop.column().length; s++) {
                int pair = loop.column()[s];
                sum += loop.sign()[s] * (phaseOfImages[network.second()[pair]] - phaseOfImages[network.first()[pair]]);
            }
            assertThat(Math.abs(sum)).as("a loop closes").isLessThan(1e-12);
            found.add(new TreeSet<>(Arrays.stream(loop.column()).boxed().toList()));
        }
        assertThat(found).hasSameSizeAs(loops);
        var all = allLoops(network);
        assertThat(found).containsAll(all.stream().filter(l -> l.size() == 3).toList());
        for (int pair = 0; pair < network.count(); pair++) {
            int p = pair;
            int shortest = all.stream()
                    .filter(l -> l.contains(p))
                    .mapToInt(Set::size)
                    .min()
                    .orElse(0);
            int kept = found.stream()
                    .filter(l -> l.contains(p))
                    .mapToInt(Set::size)
                    .min()
                    .orElse(0);
            assertThat(kept).as("pair " + pair).isEqualTo(shortest);
        }
        assertThat(all).containsAll(found);
    }

    /// Every set of pairs that is one closed loop: each of its images is in two of them, and it hangs together.
    private static List<Set<Integer>> allLoops(ImageNetwork network) {
        var out = new ArrayList<Set<Integer>>();
        for (int bits = 1; bits < 1 << network.count(); bits++) {
            int chosen = bits;
            int[] pairs = IntStream.range(0, network.count())
                    .filter(i -> (chosen >> i & 1) == 1)
                    .toArray();
            var degree = new int[IMAGES];
            var group = IntStream.range(0, IMAGES).toArray();
            for (int pair : pairs) {
                degree[network.first()[pair]]++;
                degree[network.second()[pair]]++;
                int from = group[network.first()[pair]];
                int to = group[network.second()[pair]];
                Arrays.setAll(group, i -> group[i] == from ? to : group[i]);
            }
            long groups = IntStream.range(0, IMAGES)
                    .filter(i -> degree[i] > 0)
                    .map(i -> group[i])
                    .distinct()
                    .count();
            if (groups == 1 && Arrays.stream(degree).allMatch(d -> d == 0 || d == 2)) {
                out.add(new TreeSet<>(Arrays.stream(pairs).boxed().toList()));
            }
        }
        return out;
    }

    /// A chain through all images and a few pairs besides.
    private static ImageNetwork network(int seed) {
        var random = new Random(seed);
        var first = new ArrayList<Integer>();
        var second = new ArrayList<Integer>();
        for (int a = 0; a < IMAGES; a++) {
            for (int b = a + 1; b < IMAGES; b++) {
                if (b == a + 1 || random.nextInt(3) == 0 && first.size() < 13) {
                    first.add(a);
                    second.add(b);
                }
            }
        }
        return new ImageNetwork(
                IMAGES,
                0,
                IntStream.range(0, IMAGES).mapToDouble(i -> 736000 + 24 * i).toArray(),
                IntStream.range(0, first.size()).toArray(),
                first.stream().mapToInt(i -> i).toArray(),
                second.stream().mapToInt(i -> i).toArray());
    }
}
