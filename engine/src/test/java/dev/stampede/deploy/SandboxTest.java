package dev.stampede.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.operators.core.LimitException;
import dev.stampede.operators.core.Operator;
import dev.stampede.raster.Affine;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SandboxTest {
    /// Does not listen to interruptions, as a long loop over pixels does not.
    private record Deaf(CountDownLatch end) implements Operator<GeoRaster, GeoRaster> {
        @Override
        public GeoRaster compute(GeoRaster in) {
            while (end.getCount() > 0) {
                try {
                    end.await();
                } catch (InterruptedException ignored) {
                    // deaf
                }
            }
            return in;
        }
    }

    private static final class Counting implements Sandbox.Watch {
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch over = new CountDownLatch(1);

        @Override
        public void begins() {
            begun.countDown();
        }

        @Override
        public void ended() {
            over.countDown();
        }
    }

    @Test
    void aCallThatIsGivenUpIsOverOnlyWhenItsThreadHasEnded() throws InterruptedException {
        var usual = Sandbox.usual();
        var sandbox = new Sandbox(usual.limits().withTime(Duration.ofMillis(50)), usual.values());
        var end = new CountDownLatch(1);
        var watch = new Counting();
        try (var arena = Arena.ofShared()) {
            var raster = GeoRaster.of(ArrayView.allocate(arena, DType.FLOAT32, 1, 4, 4), Affine.IDENTITY);

            assertThatThrownBy(() -> sandbox.call(arena, new PipelineCall(new Deaf(end)), raster, watch))
                    .isInstanceOf(LimitException.class)
                    .hasMessageContaining("took longer than the 0.05 s");

            assertThat(watch.begun.getCount()).isZero();
            assertThat(watch.over.getCount()).isEqualTo(1);
            end.countDown();
            assertThat(watch.over.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void anInputThatIsTooLargeBeginsNothing() {
        var sandbox = new Sandbox(Sandbox.usual().limits(), 15);
        var watch = new Counting();
        try (var arena = Arena.ofShared()) {
            var raster = GeoRaster.of(ArrayView.allocate(arena, DType.FLOAT32, 1, 4, 4), Affine.IDENTITY);
            var call = sandbox.read("{op: BandMath, config: {expression: 'b1'}}");

            assertThatThrownBy(() -> sandbox.call(arena, call, raster, watch))
                    .isInstanceOf(LimitException.class)
                    .hasMessage("the input has 16 values, allowed are 15");
            assertThat(watch.begun.getCount()).isEqualTo(1);
        }
    }
}
