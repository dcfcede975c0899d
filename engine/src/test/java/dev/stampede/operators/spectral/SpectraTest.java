package dev.stampede.operators.spectral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.operators.Rasters;
import dev.stampede.operators.pixels.PerBand;
import dev.stampede.operators.radiometry.ApplySRF;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SpectraTest {
    private static final Offset<Double> ROUNDING = within(1e-12);

    /// One pixel per spectrum, side by side.
    private static GeoRaster spectra(double[]... spectra) {
        int bands = spectra[0].length;
        return Rasters.filled(
                DType.FLOAT64,
                new int[] {bands, 1, spectra.length},
                i -> spectra[i % spectra.length][i / spectra.length]);
    }

    private static double[] spectrum(GeoRaster raster, int col) {
        return IntStream.range(0, raster.bands())
                .mapToDouble(band -> raster.values().get(band, 0, col))
                .toArray();
    }

    private static double[] ramp(int n) {
        return DoubleStream.iterate(1, v -> v + 1).limit(n).toArray();
    }

    @Test
    void savitzkyGolayHasItsTableOfWeightsAndKeepsParabolasToTheEnds() {
        var delta = new double[11];
        delta[5] = 35;
        var parabola =
                IntStream.range(0, 11).mapToDouble(i -> 3 - 2 * i + 0.5 * i * i).toArray();
        var in = spectra(delta, parabola);

        var out = new SpectralSmoothing(SpectralSmoothing.Method.SAVGOL, 5, 2).apply(in);

        assertThat(spectrum(out, 0))
                .containsExactly(new double[] {0, 0, 0, -3, 12, 17, 12, -3, 0, 0, 0}, within(1e-12));
        assertThat(spectrum(out, 1)).containsExactly(parabola, within(1e-11));
    }

    @Test
    void movingAverageAndGaussianMirrorTheEnds() {
        var in = spectra(ramp(5), new double[] {2, 2, 2, 2, 2}, new double[] {0, 0, 1, 0, Double.NaN});

        var mean = new SpectralSmoothing(SpectralSmoothing.Method.MOVING_AVERAGE, 3, 2).apply(in);
        var gauss = new SpectralSmoothing(SpectralSmoothing.Method.GAUSSIAN, 1, 2).apply(in);

        assertThat(spectrum(mean, 0)).containsExactly(new double[] {4 / 3.0, 2, 3, 4, 14 / 3.0}, ROUNDING);
        assertThat(spectrum(mean, 2))
                .containsExactly(new double[] {0, 1 / 3.0, 1 / 3.0, Double.NaN, Double.NaN}, ROUNDING);
        assertThat(spectrum(gauss, 1)).containsExactly(new double[] {2, 2, 2, 2, 2}, ROUNDING);
        double side = Math.exp(-2); // one band is two sigma
        double far = Math.exp(-8);
        assertThat(gauss.values().get(0, 0, 2)).isCloseTo(far / (1 + 2 * side + 2 * far), ROUNDING);
    }

    @Test
    void smoothingSaysWhatItCannotDo() {
        assertThatThrownBy(() -> new SpectralSmoothing(SpectralSmoothing.Method.SAVGOL, 4, 2))
                .hasMessageContaining("window is 4");
        assertThatThrownBy(() -> new SpectralSmoothing(SpectralSmoothing.Method.SAVGOL, 5, 5))
                .hasMessageContaining("polyorder is 5");
        assertThatThrownBy(() -> new SpectralSmoothing(SpectralSmoothing.Method.SAVGOL, 7, 2).apply(spectra(ramp(5))))
                .hasMessageContaining("at most the number of bands, 5");
        assertThatThrownBy(() -> new SpectralSmoothing(SpectralSmoothing.Method.SAVGOL, 1, 0)
                        .apply(Rasters.of(DType.FLOAT32, new int[] {1, 1}, 3)))
                .hasMessageContaining("spectra need bands");
    }

    @Test
    void theContinuumIsTheUpperHull() {
        var in = spectra(
                new double[] {1, 0.5, 1, 0.4, 0.8},
                new double[] {0.2, 0.6, 0.3, 0.5, 0.1},
                new double[] {0, 0, 0, 0, 0},
                new double[] {1, Double.NaN, 1, 1, 1});

        var out = new ContinuumRemoval(ContinuumRemoval.Method.CONVEX_HULL, Optional.empty()).apply(in);

        assertThat(spectrum(out, 0)).containsExactly(new double[] {1, 0.5, 1, 0.4 / 0.9, 1}, ROUNDING);
        assertThat(spectrum(out, 1)).containsExactly(new double[] {1, 1, 0.3 / 0.55, 1, 1}, ROUNDING);
        assertThat(spectrum(out, 2)).containsExactly(0, 0, 0, 0, 0);
        assertThat(spectrum(out, 3)).containsOnly(Double.NaN);
    }

    @Test
    void theStraightContinuumFollowsTheWavelengths() {
        var in = spectra(new double[] {1, 1, 2});
        var spaced = in.withAttributes(in.attributes().with("wavelengths", List.of(400, 500, 800)));

        var even = new ContinuumRemoval(ContinuumRemoval.Method.LINEAR, Optional.empty()).apply(in);
        var uneven = new ContinuumRemoval(ContinuumRemoval.Method.LINEAR, Optional.empty()).apply(spaced);
        var single = new ContinuumRemoval(ContinuumRemoval.Method.LINEAR, Optional.empty())
                .apply(spectra(new double[] {4}, new double[] {0}));

        assertThat(spectrum(even, 0)).containsExactly(new double[] {1, 1 / 1.5, 1}, ROUNDING);
        assertThat(spectrum(uneven, 0)).containsExactly(new double[] {1, 1 / 1.25, 1}, ROUNDING);
        assertThat(Rasters.values(single.values())).containsExactly(1, 0);
        assertThatThrownBy(
                        () -> new ContinuumRemoval(ContinuumRemoval.Method.LINEAR, Optional.of(List.of(3.0, 2.0, 1.0)))
                                .apply(in))
                .hasMessageContaining("ascending");
    }

    @Test
    void binsTakeTheBandsWithinHalfTheirWidth() {
        var in = spectra(new double[] {1, 2, 6, 5, Double.NaN}, ramp(5));
        var at = Optional.of(List.of(400.0, 410.0, 420.0, 430.0, 440.0));
        var targets = List.of(410.0, 425.0);

        var mean = new SpectralBinning(targets, PerBand.of(20), SpectralBinning.Method.MEAN, at).apply(in);
        var median = new SpectralBinning(targets, PerBand.of(20), SpectralBinning.Method.MEDIAN, at).apply(in);
        var weighted = new SpectralBinning(targets, PerBand.of(20), SpectralBinning.Method.WEIGHTED_MEAN, at).apply(in);
        var wide = new SpectralBinning(targets, PerBand.of(List.of(20.0, 30.0)), SpectralBinning.Method.MEAN, at)
                .apply(in);

        assertThat(spectrum(mean, 0)).containsExactly(new double[] {3, 5.5}, ROUNDING);
        assertThat(spectrum(median, 0)).containsExactly(new double[] {2, 5.5}, ROUNDING);
        double side = Math.exp(-0.5 * Math.pow(10 * 2.35482 / 20, 2));
        assertThat(weighted.values().get(0, 0, 0)).isCloseTo((2 + side * 7) / (1 + 2 * side), ROUNDING);
        assertThat(spectrum(wide, 0)).containsExactly(3, Double.NaN);
        assertThat(mean.attributes().numbers("wavelengths").orElseThrow()).containsExactly(410, 425);
        assertThatThrownBy(() ->
                        new SpectralBinning(List.of(500.0), PerBand.of(20), SpectralBinning.Method.MEAN, at).apply(in))
                .hasMessageContaining("500.0 nm");
        assertThatThrownBy(() -> new SpectralBinning(
                                targets, PerBand.of(20), SpectralBinning.Method.MEAN, Optional.empty())
                        .apply(in))
                .hasMessageContaining("no wavelengths");
    }

    @Test
    void gaussianResponseReadsTheWavelengthsOfTheCarrier() {
        var bands = IntStream.rangeClosed(0, 40).mapToObj(i -> 400 + 5.0 * i).toList();
        var plain = spectra(ramp(41), DoubleStream.generate(() -> 0.3).limit(41).toArray());
        var in = plain.withAttributes(plain.attributes().with("wavelengths", bands));
        var centers = List.of(450.0, 530.0);
        var fwhm = List.of(20.0, 30.0);

        var out = new GaussianSRF(centers, fwhm, Optional.empty(), Optional.of(List.of("blue", "green")), 1e-4, false)
                .apply(in);
        var expected = new ApplySRF(centers, fwhm, bands, 1e-4, false).apply(in);

        assertThat(out.values().contentEquals(expected.values())).isTrue();
        assertThat(out.bandIndex("green")).isEqualTo(1);
        assertThat(spectrum(out, 0)[0]).isCloseTo(11, within(1e-9)); // symmetric weights on a ramp
        assertThat(spectrum(out, 1)).containsExactly(new double[] {0.3, 0.3}, ROUNDING);
        assertThatThrownBy(() ->
                        new GaussianSRF(centers, fwhm, Optional.empty(), Optional.empty(), 1e-4, false).apply(plain))
                .hasMessageContaining("attribute wavelengths");
        assertThatThrownBy(() -> new GaussianSRF(
                                List.of(300.0), List.of(10.0), Optional.empty(), Optional.empty(), 1e-4, false)
                        .apply(in))
                .hasMessageContaining("300.0");
    }
}
