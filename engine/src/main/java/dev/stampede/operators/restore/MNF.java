package dev.stampede.operators.restore;

import dev.stampede.linalg.SmallMatrix;
import dev.stampede.linalg.SymmetricEigen;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.Lines;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.Attributes;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/// Minimum noise fraction: components of the bands in the order of their signal to noise. The covariance of the
/// noise is half that of the differences of neighbours along rows, `N = E D E'`; with the covariance `C` of the
/// spectra and their mean `m`,
///
///     W = E D^(-1/2),    W' C W = V S V',    out = (W V)' (x - m)
///
/// so that the noise of each component has a variance of 1 and component `k` a variance of `S[k]`, largest
/// first. Directions in which the noise has less than 1e-12 of its largest variance count as having that much.
/// The result is `float64`, its bands are named `MNF1`, `MNF2`, ...; what [InverseMNF] needs to go back is
/// written to the attribute `mnf`. A pixel without a finite number in every band takes no part and becomes NaN
/// in all. Refuses rasters without a band axis, more components than bands, and bands without any noise.
/// Source: Green et al. (1988), doi:10.1109/36.3001.
///
/// @param nComponents components given; all by default
public record MNF(OptionalInt nComponents) implements Operator<GeoRaster, GeoRaster> {
    /// The attribute that holds mean, matrix back and what was known of the bands.
    static final String ATTRIBUTE = "mnf";

    private static final double LEAST_NOISE = 1e-12;

    /// Attributes per band that belong to the original bands.
    static final List<String> OF_BANDS = List.of(
            Attributes.DESCRIPTIONS,
            "band_names",
            "bands",
            "band_descriptions",
            "wavelengths",
            "wavelengths_nm",
            "fwhm");

    public MNF {
        Require.that(nComponents.orElse(1) >= 1, "n_components", nComponents, "1 or more");
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        var bands = BandCovariance.bands(in, "MNF");
        int n = bands.size();
        int kept = nComponents.orElse(n);
        Require.that(kept <= n, "n_components", kept, "no more than " + n + " bands");
        var statistics = BandCovariance.of(bands);
        var noise = noise(bands);
        var half = new double[n];
        for (int k = 0; k < n; k++) {
            half[k] = Math.sqrt(Math.max(noise.values()[k], LEAST_NOISE * noise.values()[0]));
        }
        var whitening = scaledColumns(noise.vectors(), half, -1);
        var white = whitening.transpose().times(statistics.covariance()).times(whitening);
        var signal = SymmetricEigen.of(white);
        var forward = whitening.times(signal.vectors()).transpose();
        var back = scaledColumns(noise.vectors(), half, 1).times(signal.vectors());

        var out = RasterMemory.allocate(DType.FLOAT64, kept, in.height(), in.width());
        var rows = forward.select(indices(kept), indices(n));
        new BandTransform(statistics.means(), rows, new double[kept]).apply(bands, Lines.planes(out));
        return in.rewrap(out).withAttributes(described(in.attributes(), statistics.means(), back, kept));
    }

    private static SymmetricEigen noise(List<ArrayView> bands) {
        var differences = BandCovariance.ofDifferences(bands);
        if (differences.count() == 0) {
            throw new IllegalArgumentException("MNF takes the noise from neighbours along rows, and no two neighbours"
                    + " have a number in every band");
        }
        var covariance = differences.covariance();
        for (int i = 0; i < covariance.values().length; i++) {
            covariance.values()[i] /= 2;
        }
        var noise = SymmetricEigen.of(covariance);
        if (!(noise.values()[0] > 0)) {
            throw new IllegalArgumentException(
                    "MNF compares signal with noise, and neighbours along rows do not differ" + " in any band");
        }
        return noise;
    }

    /// Columns times a power, 1 or -1, of their scale.
    private static SmallMatrix scaledColumns(SmallMatrix m, double[] scale, int power) {
        var out = m.copy();
        for (int c = 0; c < m.cols(); c++) {
            for (int r = 0; r < m.rows(); r++) {
                out.set(r, c, power > 0 ? m.get(r, c) * scale[c] : m.get(r, c) / scale[c]);
            }
        }
        return out;
    }

    static int[] indices(int n) {
        return IntStream.range(0, n).toArray();
    }

    private static Attributes described(Attributes before, double[] means, SmallMatrix back, int kept) {
        var record = new LinkedHashMap<String, Object>();
        record.put("mean", list(means));
        var rows = new ArrayList<List<Double>>();
        for (int r = 0; r < back.rows(); r++) {
            rows.add(list(back.row(r)).subList(0, kept));
        }
        record.put("back", List.copyOf(rows));
        var after = before;
        for (var key : OF_BANDS) {
            var value = before.get(key);
            if (value.isPresent()) {
                record.put(key, value.get());
                after = after.without(key);
            }
        }
        var names = IntStream.rangeClosed(1, kept).mapToObj(k -> "MNF" + k).toList();
        return after.withBandNames(names).with(ATTRIBUTE, Map.copyOf(record));
    }

    private static List<Double> list(double[] values) {
        return java.util.Arrays.stream(values).boxed().toList();
    }

    @Override
    public Signature outputSignature(Signature in) {
        var out = in.withDtype("float64");
        return nComponents.isPresent() && in.isKnown()
                ? out.replaceDims(Map.of("band", OptionalLong.of(nComponents.getAsInt())))
                : out;
    }
}
