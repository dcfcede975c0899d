package dev.stampede.operators.plume;

import dev.stampede.kernels.elementwise.Expression;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.matchedfilter.Gas;
import dev.stampede.operators.pixels.Pixels;
import dev.stampede.operators.pixels.Pixelwise;
import dev.stampede.raster.GeoRaster;

/// The amount of a gas in a column in other units:
///
///     mol/m2 = 1e-6 / 0.024465 x ppm m        kg/m2 = M x mol/m2
///
/// with the molar volume of air at 25 degrees and 1 atm in m3/mol and M = 0.01604 (CH4) or 0.04401 kg/mol
/// (CO2). NaN stays NaN; fill is not looked at. Sets the attribute `units`. `float64`, `float32` for `float32`.
///
/// @param gas      ch4 or co2, ch4
/// @param unitsIn  ppm_m, mol_m2 or kg_m2; ppm_m
/// @param unitsOut likewise; kg_m2
public record ColumnToMass(
        @Default("\"ch4\"") Gas gas,
        @Default("\"ppm_m\"") Units unitsIn,
        @Default("\"kg_m2\"") Units unitsOut) implements Operator<GeoRaster, GeoRaster>, Pixelwise {
    /// Molar volume of an ideal gas at 298.15 K and 101325 Pa, m3/mol.
    private static final double MOLAR_VOLUME = 0.024465;

    private static final double PPM = 1e-6;

    /// What a column is measured in.
    public enum Units {
        PPM_M("ppm m"),
        MOL_M2("mol/m2"),
        KG_M2("kg/m2");

        private final String label;

        Units(String label) {
            this.label = label;
        }

        /// mol/m2 of one unit.
        double moles(Gas gas) {
            return switch (this) {
                case PPM_M -> PPM / MOLAR_VOLUME;
                case MOL_M2 -> 1;
                case KG_M2 -> 1 / gas.molarMass();
            };
        }
    }

    @Override
    public GeoRaster compute(GeoRaster in) {
        double factor = unitsIn == unitsOut ? 1 : unitsIn.moles(gas) / unitsOut.moles(gas);
        return Pixels.all(in, Expression.input(0).times(factor)).withAttribute("units", unitsOut.label);
    }
}
