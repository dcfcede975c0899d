package dev.stampede.patcher.time;

import dev.stampede.operators.core.Configured;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Named;
import dev.stampede.patcher.sampler.PixelSampler;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;

/// Which steps of a series are anchors.
public sealed interface TimeSampler extends Configured {
    List<Integer> anchors(int steps);

    /// `start`, then every `step`.
    ///
    /// @param step  at least 1
    /// @param start at least 0
    @Named("CausalRolling")
    record Rolling(@Default("1") int step, @Default("0") int start) implements TimeSampler {
        /// @throws IllegalArgumentException naming the parameter below its least value
        public Rolling {
            TimeGeometry.requireAtLeast("step", step, 1);
            TimeGeometry.requireAtLeast("start", start, 0);
        }

        @Override
        public List<Integer> anchors(int steps) {
            return IntStream.iterate(start, t -> t < steps, t -> t + step)
                    .boxed()
                    .toList();
        }
    }

    /// Steps as given, order and duplicates kept; those outside the series are left out.
    ///
    /// @param events steps, from 0
    @Named("EventTriggered")
    record Events(List<Integer> events) implements TimeSampler {
        public Events {
            events = List.copyOf(events);
        }

        @Override
        public List<Integer> anchors(int steps) {
            return events.stream().filter(t -> t >= 0 && t < steps).toList();
        }
    }

    /// Steps around which all points of a stencil lie in the series.
    ///
    /// @param geometry the stencil
    /// @param every    takes one of so many, at least 1
    /// @param shuffle  whether they come in random order
    /// @param seed     of `L64X128MixRandom`
    @Named("StencilSampler")
    record Origins(
            StencilGeometry geometry,
            @Default("1") int every,
            @Default("false") boolean shuffle,
            @Default("0") long seed)
            implements TimeSampler {
        /// @throws IllegalArgumentException if `every` is below 1
        public Origins {
            TimeGeometry.requireAtLeast("every", every, 1);
        }

        @Override
        public List<Integer> anchors(int steps) {
            var origins = geometry.origins(steps);
            var taken = new ArrayList<Integer>();
            for (int i = 0; i < origins.size(); i += every) {
                taken.add(origins.get(i));
            }
            if (shuffle) {
                Collections.shuffle(
                        taken, RandomGeneratorFactory.of(PixelSampler.GENERATOR).create(seed));
            }
            return List.copyOf(taken);
        }
    }

    /// `n` steps, each uniform over the series.
    ///
    /// @param n    how many, at least 0
    /// @param seed of `L64X128MixRandom`
    @Named("TemporalRandom")
    record Random(int n, @Default("0") long seed) implements TimeSampler {
        /// @throws IllegalArgumentException if `n` is negative
        public Random {
            TimeGeometry.requireAtLeast("n", n, 0);
        }

        @Override
        public List<Integer> anchors(int steps) {
            RandomGenerator random =
                    RandomGeneratorFactory.of(PixelSampler.GENERATOR).create(seed);
            return IntStream.generate(() -> random.nextInt(steps))
                    .limit(n)
                    .boxed()
                    .toList();
        }
    }
}
