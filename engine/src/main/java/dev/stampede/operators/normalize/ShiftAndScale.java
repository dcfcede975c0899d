package dev.stampede.operators.normalize;

import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.operators.core.SettingsOperator;
import dev.stampede.operators.core.Signature;
import dev.stampede.operators.pixels.BandStatistics;
import dev.stampede.operators.pixels.PerBand;
import dev.stampede.operators.pixels.Pixels;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import java.util.ArrayList;
import java.util.Optional;

/// Scalers `(x - shift) / scale` whose two numbers per band are given or learnt on the first call.
///
/// @param <S> parameters
abstract class ShiftAndScale<S extends Record> extends SettingsOperator<S, GeoRaster, GeoRaster> {
    private Learnt learnt;

    /// Two numbers per band.
    record Learnt(PerBand first, PerBand second) {}

    ShiftAndScale(S settings, Optional<PerBand> first, Optional<PerBand> second, boolean fitOnCall, String names) {
        super(settings);
        boolean given = first.isPresent() && second.isPresent();
        if (!given && !fitOnCall) {
            throw new IllegalArgumentException(names + " are missing: give both, or fit_on_call=true");
        }
        if (given) {
            learnt = new Learnt(first.get(), second.get());
        }
    }

    /// The two numbers of one band.
    abstract double[] fit(ArrayView band);

    /// The formula of input 0 from the two numbers.
    abstract Expression scaled(double first, double second);

    /// The numbers in use; empty before the first call of one that learns.
    public final synchronized Optional<Learnt> fitted() {
        return Optional.ofNullable(learnt);
    }

    private synchronized Learnt learnt(GeoRaster in) {
        if (learnt == null) {
            var first = new ArrayList<Double>();
            var second = new ArrayList<Double>();
            for (var band : BandStatistics.bands(in)) {
                var numbers = fit(band);
                first.add(numbers[0]);
                second.add(numbers[1]);
            }
            learnt = new Learnt(PerBand.of(first), PerBand.of(second));
        }
        return learnt;
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        var numbers = learnt(in);
        numbers.first().requireFits("the first coefficient", in.bands());
        numbers.second().requireFits("the second coefficient", in.bands());
        return Pixels.perBand(
                in,
                DType.FLOAT64,
                band -> scaled(numbers.first().get(band), numbers.second().get(band)));
    }

    @Override
    public Signature outputSignature(Signature in) {
        return in.withDtype("float64");
    }

    /// `(x - shift) / scale`, a scale of 0 counts as 1.
    static Expression formula(double shift, double scale) {
        return Expression.input(0).minus(shift).over(scale == 0 ? 1 : scale);
    }
}
