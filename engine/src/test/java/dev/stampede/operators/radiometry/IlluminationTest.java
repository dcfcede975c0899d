package dev.stampede.operators.radiometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stampede.bindings.NativeLibrary;
import dev.stampede.bindings.gdal.GdalLibrary;
import dev.stampede.operators.Rasters;
import dev.stampede.operators.pixels.PerBand;
import dev.stampede.raster.DType;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class IlluminationTest {
    private static final LocalDateTime NOON = LocalDateTime.of(2024, 6, 20, 12, 1, 50);
    private static final double NAN = Double.NaN;

    @Test
    void theSunStandsWherePublishedExamplesSay() {
        // Reda and Andreas (2004), doi:10.1016/j.solener.2003.12.003, appendix A.5: elevation 39.872046 without
        // refraction.
        var boulder =
                new ComputeSZA(List.of(-105.1786, 39.742476), LocalDateTime.of(2003, 10, 17, 19, 30, 30), "EPSG:4326");
        // At the summer solstice the sun is overhead on the tropic, 23.44 degrees north, at noon, here to some seconds:
        // the Earth turns by 0.02 degrees in 5 s.
        var tropic = new ComputeSZA(List.of(0.0, 23.4385), NOON, "EPSG:4326");
        var north = new ComputeSZA(List.of(0.0, 60.0), NOON, "EPSG:4326");
        var night = new ComputeSZA(List.of(180.0, -23.4385), NOON, "EPSG:4326");

        assertThat(boulder.apply()).isCloseTo(90 - 39.872046, within(0.02));
        assertThat(tropic.apply()).isCloseTo(0, within(0.05));
        assertThat(north.apply()).isCloseTo(60 - 23.4385, within(0.05));
        assertThat(night.apply()).isCloseTo(180, within(0.05));
    }

    @Test
    void thePlaceMayBeOfAnyReferenceSystemAndNeedsTwoNumbers() {
        assumeTrue(GdalLibrary.status() instanceof NativeLibrary.Loaded, "GDAL is not installed");
        var utm = new ComputeSZA(List.of(500_000.0, 4_000_000.0), NOON, "EPSG:32631"); // longitude 3
        var degrees = new ComputeSZA(List.of(3.0, 36.144718), NOON, "EPSG:4326");

        assertThat(utm.apply()).isCloseTo(degrees.apply(), within(1e-4));
        assertThatThrownBy(() -> new ComputeSZA(List.of(1.0), NOON, "EPSG:4326"))
                .hasMessageContaining("center_coords is [1.0]");
    }

    @Test
    void theEarthIsNearestInJanuary() {
        assertThat(new EarthSunDistanceCorrection(LocalDate.of(2023, 1, 4)).apply())
                .isCloseTo(0.98327, within(1e-9));
        assertThat(new EarthSunDistanceCorrection(LocalDate.of(2023, 7, 6)).apply())
                .isCloseTo(1.01673, within(1e-4));
    }

    private static RadianceToReflectance reflectance(List<Double> irradiance, OptionalDouble sza, String units) {
        return new RadianceToReflectance(irradiance, NOON, Optional.of(List.of(0.0, 60.0)), sza, "EPSG:4326", units);
    }

    @Test
    void reflectanceIsRadianceOverWhatAWhiteSurfaceWouldSend() {
        var in = Rasters.of(DType.FLOAT32, new int[] {2, 1, 2}, 0.1, 0, NAN, 0.2);
        double d = 1 - 0.01673 * Math.cos(0.0172 * (172 - 4)); // 20 June is day 172 of a leap year

        var made = reflectance(List.of(2.0, 1.0), OptionalDouble.of(60), "W/m2/sr/nm")
                .apply(in);
        var micro = reflectance(List.of(2.0, 1.0), OptionalDouble.of(60), "uW/cm2/sr/nm")
                .apply(in);
        var perMicrometre = reflectance(List.of(2.0, 1.0), OptionalDouble.of(60), "W/m2/sr/um")
                .apply(in);

        double white = Math.PI * d * d / 0.5;
        assertThat(Rasters.values(made.values()))
                .containsExactly(new double[] {0.05 * white, 0, NAN, 0.2 * white}, within(1e-7));
        assertThat(made.dtype()).isEqualTo(DType.FLOAT64);
        assertThat(micro.values().get(1, 0, 1)).isCloseTo(0.01 * 0.2 * white, within(1e-9));
        assertThat(perMicrometre.values().get(1, 0, 1)).isCloseTo(0.001 * 0.2 * white, within(1e-9));
    }

    @Test
    void radianceAndReflectanceAreInversesAlsoWithTheAngleOfThePlace() {
        var in = Rasters.filled(DType.FLOAT64, new int[] {2, 3, 3}, i -> 0.01 * i);
        var irradiance = List.of(1.9, 1.6);
        var place = Optional.of(List.of(11.0, 46.0));

        var reflectance = new RadianceToReflectance(
                        irradiance, NOON, place, OptionalDouble.empty(), "EPSG:4326", "W/m2/sr/nm")
                .apply(in);
        var back = new ReflectanceToRadiance(irradiance, NOON, place, OptionalDouble.empty(), "EPSG:4326")
                .apply(reflectance);

        assertThat(Rasters.values(back.values())).containsExactly(Rasters.values(in.values()), within(1e-12));
        double sza = new ComputeSZA(place.get(), NOON, "EPSG:4326").apply();
        assertThat(reflectance(irradiance, OptionalDouble.of(sza), "W/m2/sr/nm")
                        .apply(in)
                        .values()
                        .contentEquals(reflectance.values()))
                .isTrue();
    }

    @Test
    void whatCannotBeIsRefused() {
        var in = Rasters.of(DType.FLOAT32, new int[] {1, 1, 1}, 1);

        assertThatThrownBy(() -> reflectance(List.of(1.0), OptionalDouble.of(95), "W/m2/sr/nm")
                        .apply(in))
                .hasMessageContaining("below the horizon");
        assertThatThrownBy(() -> reflectance(List.of(1.0, 2.0), OptionalDouble.of(10), "W/m2/sr/nm")
                        .apply(in))
                .hasMessageContaining("one number for each of 1 bands");
        assertThatThrownBy(() -> reflectance(List.of(-1.0), OptionalDouble.of(10), "W/m2/sr/nm"))
                .hasMessageContaining("solar_irradiance");
        assertThatThrownBy(() -> reflectance(List.of(1.0), OptionalDouble.of(10), "W"))
                .hasMessageContaining("units is W");
        assertThatThrownBy(() -> new ReflectanceToRadiance(
                        List.of(1.0), NOON, Optional.empty(), OptionalDouble.empty(), "EPSG:4326"))
                .hasMessageContaining("sza_deg");
    }

    @Test
    void irradianceOfABandLeavesOutFaintResponse() {
        var made = new IntegratedIrradiance(
                        List.of(List.of(0.0, 0.5, 1.0), List.of(1e-4, 2e-4, 1.0)), List.of(7.0, 2.0, 4.0), 1e-4)
                .apply();

        assertThat(made.get(0)).isCloseTo((0.5 * 2 + 4) / 1.5, within(1e-12));
        assertThat(made.get(1)).isCloseTo((2e-4 * 2 + 4) / 1.0002, within(1e-12));
        assertThatThrownBy(() -> new IntegratedIrradiance(List.of(List.of(1.0)), List.of(1.0, 2.0), 1e-4))
                .hasMessageContaining("srf is 1 samples");
    }

    @Test
    void countsComeBackFromRadianceUnrounded() {
        var counts = Rasters.of(DType.UINT16, new int[] {2, 1, 2}, 100, 7, 3, 0);
        var gain = PerBand.of(List.of(0.5, 2.0));

        var radiance = new DNToRadiance(gain, PerBand.of(-1), PerBand.of(10)).apply(counts);
        var back = new RadianceToDN(gain, PerBand.of(-1), PerBand.of(10)).apply(radiance);

        assertThat(Rasters.values(radiance.values())).containsExactly(new double[] {4, -0.65, -0.4, -1}, within(1e-12));
        assertThat(Rasters.values(back.values())).containsExactly(new double[] {100, 7, 3, 0}, within(1e-12));
        assertThatThrownBy(() -> new RadianceToDN(PerBand.of(List.of(1.0)), PerBand.of(0), PerBand.of(1)).apply(counts))
                .hasMessageContaining("gain has 1 numbers");
    }

    @Test
    void theOnlySimpleCorrectionIsDarkObjectSubtraction() {
        var in = Rasters.of(DType.FLOAT64, new int[] {1, 5}, 3, 1, 2, NAN, 5);

        var simple = new SimpleAtmosphericCorrection("dos1", 50, OptionalDouble.empty()).apply(in);

        assertThat(Rasters.values(simple.values())).containsExactly(0.5, 0, 0, NAN, 2.5);
        assertThatThrownBy(() -> new SimpleAtmosphericCorrection("6s", 1, OptionalDouble.empty()))
                .hasMessageContaining("method is 6s");
    }
}
