package dev.stampede.operators.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/// Our own form of a chain written down.
class DigestTest {
    interface Unused extends Operator<Object, Object> {
        @Override
        default Object compute(Object in) {
            return in;
        }
    }

    record DNToReflectance(double scale, double offset, int axis) implements Unused {}

    record NDVI(int redIdx, int nirIdx, double eps, int axis) implements Unused {}

    /// Pinned so that it stays what it is from release to release.
    @Test
    void staysTheSame() {
        var chain = new DNToReflectance(1e-4, 0, 0).then(new NDVI(2, 3, 1e-10, 0));

        assertThat(chain.config().text())
                .isEqualTo("{\"operators\": [{\"config\": {\"axis\": 0, \"offset\": 0.0, \"scale\": 0.0001}, "
                        + "\"op\": \"DNToReflectance\", \"v\": 1}, {\"config\": {\"axis\": 0, \"eps\": 1e-10, "
                        + "\"nir_idx\": 3, \"red_idx\": 2}, \"op\": \"NDVI\", \"v\": 1}]}");
        assertThat(chain.config().digest())
                .isEqualTo("cdb6df9ee8cb91a67b78b052b80689758c6e021d126408c6e32f62bc8b054323");
        assertThatThrownBy(() -> OperatorRegistry.core().build(OperatorState.of(chain)))
                .isInstanceOf(UnknownOperatorException.class);
    }
}
