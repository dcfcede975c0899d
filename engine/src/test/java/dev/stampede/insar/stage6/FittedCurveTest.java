package dev.stampede.insar.stage6;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.insar.model.ImageNetwork;
import dev.stampede.linalg.SmallMatrix;
import java.util.ArrayList;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FittedCurveTest {
    private static final int IMAGES = 14;

    /// Every image with the next three.
    private static ImageNetwork network() {
        var first = new ArrayList<Integer>();
        var second = new ArrayList<Integer>();
        for (int a = 0; a < IMAGES; a++) {
            for (int b = a + 1; b < Math.min(IMAGES, a + 4); b++) {
                first.add(a);
                second.add(b);
            }
        }
        var day = IntStream.range(0, IMAGES).mapToDouble(i -> 736000 + 24 * i).toArray();
        return new ImageNetwork(
                IMAGES,
                0,
                day,
                IntStream.range(0, first.size()).toArray(),
                first.stream().mapToInt(i -> i).toArray(),
                second.stream().mapToInt(i -> i).toArray());
    }

    @Test
    void followsFastMotionThatTheWrappedPhaseHides() {
        var network = network();
        var curve = new FittedCurve(network, SmallMatrix.identity(network.count()));
        var random = new Random(5);
        int right = 0;
        for (int trial = 0; trial < 40; trial++) {
            // Up to 1.4 rad per step, so three steps wrap; a yearly wave on top.
            double slope = (random.nextDouble() - 0.5) * 2.8;
            double wave = random.nextDouble() * 1.5;
            var phase = new double[network.count()];
            var truth = new double[network.count()];
            for (int i = 0; i < phase.length; i++) {
                truth[i] = at(slope, wave, network.second()[i]) - at(slope, wave, network.first()[i]);
                phase[i] = Math.IEEEremainder(truth[i] + random.nextGaussian() * 0.4, 2 * Math.PI);
            }
            var found = new double[phase.length];

            curve.fit(phase, found);

            boolean good = true;
            for (int i = 0; i < phase.length; i++) {
                good &= Math.abs(found[i] - truth[i]) < Math.PI;
            }
            right += good ? 1 : 0;
        }
        assertThat(right).isGreaterThanOrEqualTo(36);
    }

    private static double at(double slope, double wave, int image) {
        return slope * image + wave * Math.sin(2 * Math.PI * image / IMAGES);
    }

    @Test
    void isTheSameInEveryRunAndFallsBackToVariances() {
        var network = network();
        var random = new Random(6);
        var phase = random.doubles(network.count(), -3, 3).toArray();
        var singular = new SmallMatrix(network.count(), network.count());
        for (int i = 0; i < network.count(); i++) {
            for (int j = 0; j < network.count(); j++) {
                singular.set(i, j, 0.25);
            }
        }
        var curve = new FittedCurve(network, singular);
        var one = new double[phase.length];
        var two = new double[phase.length];

        curve.fit(phase, one);
        curve.fit(phase, two);

        assertThat(one).isEqualTo(two).doesNotContain(Double.NaN);
    }
}
