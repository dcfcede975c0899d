package dev.stampede.operators.radiometry;

import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Source;
import java.util.ArrayList;
import java.util.List;

/// Gives the solar irradiance each band sees: `sum(E srf) / sum(srf)` over wavelengths, response samples of at
/// most `epsilonSrf` left out. Ignores its input.
///
/// @param srf             spectral response per band, each with a sample per wavelength
/// @param solarIrradiance E per wavelength, in the unit the result has
/// @param epsilonSrf      1e-4
public record IntegratedIrradiance(
        List<List<Double>> srf,
        List<Double> solarIrradiance,
        @Default("0.0001") double epsilonSrf) implements Source<List<Double>> {
    public IntegratedIrradiance {
        srf = srf.stream().map(List::copyOf).toList();
        solarIrradiance = List.copyOf(solarIrradiance);
        for (var band : srf) {
            Require.that(
                    band.size() == solarIrradiance.size(),
                    "srf",
                    band.size() + " samples",
                    "one for each of " + solarIrradiance.size() + " irradiances");
        }
    }

    @Override
    public List<Double> produce() {
        var result = new ArrayList<Double>(srf.size());
        for (var band : srf) {
            double weighted = 0;
            double total = 0;
            for (int i = 0; i < band.size(); i++) {
                if (band.get(i) > epsilonSrf) {
                    weighted += solarIrradiance.get(i) * band.get(i);
                    total += band.get(i);
                }
            }
            result.add(weighted / total);
        }
        return result;
    }
}
