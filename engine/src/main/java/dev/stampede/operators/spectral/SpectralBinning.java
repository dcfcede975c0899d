package dev.stampede.operators.spectral;

import dev.stampede.linalg.Medians;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.BandCombination;
import dev.stampede.operators.pixels.PerBand;
import dev.stampede.operators.pixels.Pixels;
import dev.stampede.operators.pixels.Pixelwise;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/// Bands gathered into bins: the source bands with `abs(wavelength - target) <= width / 2`, put together by
///
/// | method | value |
/// |---|---|
/// | `mean` | their mean |
/// | `median` | their median; of an even number the mean of the two in the middle |
/// | `weighted_mean` | their mean with weights `exp(-d^2 / (2 sigma^2))` |
///
/// where d is the distance from the target and `sigma = width / 2.35482`.
///
/// NaN in a band of a bin makes the bin NaN. The carrier's wavelengths become the targets. The result is
/// `float64`, `float32` for `float32`.
///
/// @param targetWavelengths centres of the bins, nm
/// @param width             of the bins, nm; one number, or one for each bin
/// @param method            mean
/// @param wavelengths       of the bands of the input, nm; by default those of the carrier
public record SpectralBinning(
        List<Double> targetWavelengths,
        PerBand width,
        @Default("\"mean\"") Method method,
        Optional<List<Double>> wavelengths)
        implements Operator<GeoRaster, GeoRaster>, Pixelwise {
    /// Full width at half maximum over standard deviation: `2 sqrt(2 ln 2)`.
    private static final double FWHM_PER_SIGMA = 2.35482;

    /// What becomes of the bands of a bin.
    public enum Method {
        MEAN,
        MEDIAN,
        WEIGHTED_MEAN
    }

    /// @throws IllegalArgumentException if there is no bin, or a width is not above 0
    public SpectralBinning {
        targetWavelengths = List.copyOf(targetWavelengths);
        Require.that(!targetWavelengths.isEmpty(), "target_wavelengths", targetWavelengths, "at least one");
        width.requireFits("width", targetWavelengths.size());
        Require.that(width.values().stream().allMatch(w -> w > 0), "width", width, "numbers above 0");
    }

    /// @throws IllegalArgumentException if a bin holds no band, or there is not a wavelength for each band
    @Override
    public GeoRaster compute(GeoRaster in) {
        BandCombination.requireBands(in);
        var sources = Wavelengths.of(in, wavelengths);
        var bins = IntStream.range(0, targetWavelengths.size())
                .mapToObj(bin -> members(bin, sources))
                .toList();
        var attributes = in.attributes().withBandNames(List.of()).without("wavelengths_nm");
        var plain = in.withAttributes(attributes.with("wavelengths", targetWavelengths));
        if (method == Method.MEDIAN) {
            var out = RasterMemory.allocate(
                    Pixels.resultType(List.of(in.values())), bins.size(), in.height(), in.width());
            Spectra.map(in.values(), out, (spectrum, binned) -> {
                for (int bin = 0; bin < binned.length; bin++) {
                    binned[bin] = median(spectrum, bins.get(bin));
                }
            });
            return plain.rewrap(out);
        }
        var weights = new double[bins.size()][];
        for (int bin = 0; bin < weights.length; bin++) {
            weights[bin] = weights(bin, bins.get(bin), sources);
        }
        return plain.rewrap(BandCombination.of(in, weights, OptionalDouble.empty()));
    }

    private int[] members(int bin, List<Double> sources) {
        double center = targetWavelengths.get(bin);
        var members = IntStream.range(0, sources.size())
                .filter(band -> Math.abs(sources.get(band) - center) <= width.get(bin) / 2)
                .toArray();
        Require.that(
                members.length > 0,
                "target_wavelengths",
                center + " nm with width " + width.get(bin),
                "a source band within; they are " + sources);
        return members;
    }

    private double[] weights(int bin, int[] members, List<Double> sources) {
        var weights = new double[sources.size()];
        double sigma = width.get(bin) / FWHM_PER_SIGMA;
        double total = 0;
        for (int band : members) {
            double off = (sources.get(band) - targetWavelengths.get(bin)) / sigma;
            weights[band] = method == Method.MEAN ? 1 : Math.exp(-0.5 * off * off);
            total += weights[band];
        }
        for (int band : members) {
            weights[band] /= total;
        }
        return weights;
    }

    private static double median(double[] spectrum, int[] members) {
        return Medians.of(
                IntStream.of(members).mapToDouble(band -> spectrum[band]).toArray());
    }

    @Override
    public Signature outputSignature(Signature in) {
        boolean banded = in.dims().stream().anyMatch(dim -> dim.name().equals("band"));
        return banded ? in.replaceDims(Map.of("band", OptionalLong.of(targetWavelengths.size()))) : Signature.UNKNOWN;
    }
}
