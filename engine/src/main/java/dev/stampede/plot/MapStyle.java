package dev.stampede.plot;

import dev.stampede.insar.params.ParameterTable;
import dev.stampede.insar.params.Parameters;
import dev.stampede.io.mat.MatArray;
import dev.stampede.io.mat.MatText;

/// What the parameters of a dataset say about its maps.
///
/// @param colors    `plot_color_scheme`
/// @param marks     `plot_scatterer_size`, `plot_pixels_scatterer`
/// @param light     `plot_dem_posting`, `shade_rel_angle`
/// @param longitude `lonlat_offset`, degrees
/// @param latitude  likewise
public record MapStyle(
        String colors, Figure.Marks marks, ReliefBackground.Light light, double longitude, double latitude) {
    /// The defaults of the table stand in for what is not set.
    public static MapStyle of(Parameters parameters) {
        double[] offset = numbers(parameters, "lonlat_offset");
        double[] angle = numbers(parameters, "shade_rel_angle");
        return new MapStyle(
                parameters.has("plot_color_scheme")
                        ? parameters.text("plot_color_scheme")
                        : ((MatText) ParameterTable.find("plot_color_scheme")
                                        .orElseThrow()
                                        .single())
                                .codeUnits(),
                new Figure.Marks(
                        numbers(parameters, "plot_scatterer_size")[0], numbers(parameters, "plot_pixels_scatterer")[0]),
                new ReliefBackground.Light(numbers(parameters, "plot_dem_posting")[0], angle[0], angle[1]),
                offset[0],
                offset[1]);
    }

    private static double[] numbers(Parameters parameters, String name) {
        return parameters.has(name)
                ? parameters.numbers(name)
                : ((MatArray) ParameterTable.find(name).orElseThrow().single()).toDoubles();
    }
}
