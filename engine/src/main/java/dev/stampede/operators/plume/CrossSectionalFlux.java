package dev.stampede.operators.plume;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Signature;
import dev.stampede.raster.GeoRaster;
import java.util.ArrayList;
import java.util.List;

/// The rate of emission through lines across a plume, a [CrossSection]:
///
///     Q_k = U integral of the enhancement along the line at distance k x spacing downwind of the source
///
/// with the enhancement in kg/m2 and U the wind in m/s. Lines are perpendicular to the wind and as long as the
/// raster; points lie half a pixel apart and take the value of the pixel they fall in, 0 outside of the mask
/// and where it is not
/// finite. The mean leaves out lines that do not meet the plume. Source: Varon et al. (2018),
/// doi:10.5194/amt-11-5673-2018, section 2.
///
/// @param mask      an operator that marks the plume in the same input, such as `PlumeMask`
/// @param source    x and y in the map's system
/// @param u         wind along x, m/s
/// @param v         wind along y, m/s
/// @param transects number of lines, 5
/// @param spacing   between lines, map units, 100
public record CrossSectionalFlux(
        Operator<GeoRaster, GeoRaster> mask,
        List<Double> source,
        double u,
        double v,
        @Default("5") int transects,
        @Default("100.0") double spacing)
        implements Operator<GeoRaster, CrossSection> {
    public CrossSectionalFlux {
        source = List.copyOf(source);
        Wind.require(source, u, v);
        Require.that(transects >= 1, "transects", transects, "at least 1");
        Require.that(spacing > 0, "spacing", spacing, "above 0");
    }

    @Override
    public CrossSection compute(GeoRaster in) {
        var plume = Enhancement.plume(in, mask);
        var band = Enhancement.of(in);
        var wind = Wind.of(source, u, v);
        var toPixel = in.affine().inverse();
        double step = Math.min(in.affine().pixelWidth(), in.affine().pixelHeight()) / 2;
        double reach = reach(in, wind);
        int side = (int) Math.ceil(reach / step);
        var lines = new ArrayList<CrossSection.Transect>();
        for (int k = 1; k <= transects; k++) {
            double distance = k * spacing;
            double sum = 0;
            int met = 0;
            for (int i = -side; i <= side; i++) {
                double x = wind.x() + distance * wind.alongX() - i * step * wind.alongY();
                double y = wind.y() + distance * wind.alongY() + i * step * wind.alongX();
                double col = Math.floor(toPixel.x(x, y));
                double row = Math.floor(toPixel.y(x, y));
                boolean inside = col >= 0 && row >= 0 && col < in.width() && row < in.height();
                if (inside && plume.get((int) row, (int) col)) {
                    sum += Enhancement.get(band, (int) row, (int) col);
                    met++;
                }
            }
            lines.add(new CrossSection.Transect(distance, sum * step, sum * step * wind.speed(), met));
        }
        return summary(lines);
    }

    /// How far from the axis the raster lies at most.
    private static double reach(GeoRaster in, Wind wind) {
        double reach = 0;
        for (int corner = 0; corner < 4; corner++) {
            double col = (corner & 1) * in.width();
            double row = (corner >> 1) * in.height();
            double x = in.affine().x(col, row);
            double y = in.affine().y(col, row);
            reach = Math.max(reach, Math.abs(wind.across(x, y)));
        }
        return reach;
    }

    private static CrossSection summary(List<CrossSection.Transect> lines) {
        var rates = lines.stream()
                .filter(line -> line.pixels() > 0)
                .mapToDouble(CrossSection.Transect::rate)
                .toArray();
        double mean = 0;
        for (double rate : rates) {
            mean += rate / rates.length;
        }
        double squares = 0;
        for (double rate : rates) {
            squares += (rate - mean) * (rate - mean);
        }
        double std = rates.length < 2 ? 0 : Math.sqrt(squares / (rates.length - 1));
        return new CrossSection(mean, std, List.copyOf(lines));
    }

    @Override
    public boolean serialisable() {
        return mask.serialisable();
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
