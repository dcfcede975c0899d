package dev.stampede.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PredicatesTest {
    @Test
    void orientationHasTheSignOfExactArithmetic() {
        var random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            double[] p = nearlyDegenerate(random, 3);

            double sign = Predicates.orientation(p[0], p[1], p[2], p[3], p[4], p[5]);

            assertThat(Math.signum(sign)).as("case %d", i).isEqualTo(exactOrientation(p));
        }
    }

    @Test
    void inCircleHasTheSignOfExactArithmetic() {
        var random = new Random(8);
        for (int i = 0; i < 20_000; i++) {
            double[] p = nearlyDegenerate(random, 4);

            double sign = Predicates.inCircle(p[0], p[1], p[2], p[3], p[4], p[5], p[6], p[7]);

            assertThat(Math.signum(sign)).as("case %d", i).isEqualTo(exactInCircle(p));
        }
    }

    @Test
    void latticeSquareIsExactlyOnACircle() {
        assertThat(Predicates.inCircle(0.1, 0.1, 1.1, 0.1, 1.1, 1.1, 0.1, 1.1)).isZero();
    }

    /// Points on a coarse lattice far from the origin, some moved by a few units in the last place.
    private static double[] nearlyDegenerate(Random random, int points) {
        var p = new double[2 * points];
        double origin = random.nextBoolean() ? 0 : 12345.678;
        double step = random.nextBoolean() ? 1 : 0.1;
        for (int i = 0; i < p.length; i++) {
            p[i] = origin + step * random.nextInt(4);
            for (int k = p[i] == 0 ? 0 : random.nextInt(3); k > 0; k--) { // no subnormals: products must not underflow
                p[i] = Math.nextUp(p[i]);
            }
        }
        return p;
    }

    private static double exactOrientation(double[] p) {
        var ax = difference(p[0], p[4]);
        var ay = difference(p[1], p[5]);
        var bx = difference(p[2], p[4]);
        var by = difference(p[3], p[5]);
        return ax.multiply(by).subtract(ay.multiply(bx)).signum();
    }

    private static double exactInCircle(double[] p) {
        var det = BigDecimal.ZERO;
        for (int i = 0; i < 3; i++) {
            int j = (i + 1) % 3;
            int k = (i + 2) % 3;
            var x = difference(p[2 * i], p[6]);
            var y = difference(p[2 * i + 1], p[7]);
            var cross = difference(p[2 * j], p[6])
                    .multiply(difference(p[2 * k + 1], p[7]))
                    .subtract(difference(p[2 * k], p[6]).multiply(difference(p[2 * j + 1], p[7])));
            det = det.add(x.multiply(x).add(y.multiply(y)).multiply(cross));
        }
        return det.signum();
    }

    private static BigDecimal difference(double a, double b) {
        return new BigDecimal(a).subtract(new BigDecimal(b));
    }
}
