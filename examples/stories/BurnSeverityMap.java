package stories;

import dev.stampede.operators.core.Fanout;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Pair;
import dev.stampede.operators.indices.BurnSeverity;
import dev.stampede.operators.indices.DeltaNbr;
import dev.stampede.operators.indices.NBR;
import dev.stampede.operators.indices.NDVI;
import dev.stampede.operators.indices.NDWI;
import dev.stampede.operators.mask.ApplyMask;
import dev.stampede.operators.qa.MaskFromSCL;
import dev.stampede.operators.radiometry.DNToReflectance;
import dev.stampede.operators.radiometry.Gamma;
import dev.stampede.operators.radiometry.PercentileClip;
import dev.stampede.operators.radiometry.ToFloat32;
import dev.stampede.plot.ColorMap;
import dev.stampede.plot.sheet.ChartPanel;
import dev.stampede.plot.sheet.RasterPanel;
import dev.stampede.raster.GeoRaster;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import support.Pixels;
import support.Scenes;
import support.Story;

/// 04 Burn severity: two dates, indices of both, their difference, five classes with their areas.
public final class BurnSeverityMap {
    private static final List<Integer> CLOUDS_AND_INVALID = List.of(0, 1, 3, 8, 9, 10);
    private static final double HECTARES_PER_PIXEL = 0.01;

    public static void main(String[] arguments) throws Exception {
        Story.run(arguments, BurnSeverityMap::tell);
    }

    private record Date(GeoRaster reflectance, Map<String, Object> indices) {
        GeoRaster index(String name) {
            return (GeoRaster) indices.get(name);
        }
    }

    private static Date date(Scenes scenes, String day) throws Exception {
        var dn = Scenes.read(scenes.scene(day));
        var clouds = new MaskFromSCL(0, CLOUDS_AND_INVALID).apply(Scenes.read(scenes.classes(day)));
        var masked = ApplyMask.of(clouds, Double.NaN, false);
        Map<String, Operator<?, ?>> indices = new LinkedHashMap<>();
        indices.put("NDVI", new NDVI(Scenes.RED, Scenes.NIR).then(masked));
        indices.put("NBR", new NBR(Scenes.NIR, Scenes.SWIR2).then(masked));
        indices.put("NDWI", new NDWI(Scenes.GREEN, Scenes.NIR).then(masked));
        var reflectance = new ToFloat32().then(new DNToReflectance(1e-4, 0)).apply(dn);
        return new Date(reflectance, new Fanout<GeoRaster>(indices).apply(reflectance));
    }

    public static void tell(Story story) throws Exception {
        var scenes = Scenes.pair(story);
        var before = date(scenes, "20240702");
        var after = date(scenes, "20240722");

        story.say("Change of the burn ratio, and its classes:");
        var change = new DeltaNbr().apply(new Pair<>(before.index("NBR"), after.index("NBR")));
        var severity = new BurnSeverity().apply(change);
        var names = List.of("unburned", "low", "moderate-low", "moderate-high", "high");
        var colors = new int[] {0xE9F0E1, 0xFBE38E, 0xF7A541, 0xDE4B22, 0x7C0A1E};
        var legend = new ArrayList<RasterPanel.Class>();
        var hectares = new double[names.size()];
        for (int i = 0; i < names.size(); i++) {
            hectares[i] = Math.round(100 * Pixels.count(severity, i) * HECTARES_PER_PIXEL) / 100.0;
            legend.add(new RasterPanel.Class(
                    i, names.get(i) + "\n" + String.format(Locale.ROOT, "%.0f ha", hectares[i]), colors[i]));
            story.number(names.get(i) + ", ha", hectares[i]);
        }
        legend.add(new RasterPanel.Class(255, "clouds, shadows", 0xC9C9D2));

        story.say("The scar: middle of the burn against everything far from it:");
        var scar = new double[2];
        var rest = new double[2];
        for (int row = 0; row < severity.height(); row++) {
            for (int col = 0; col < severity.width(); col++) {
                double c = severity.band(0).get(row, col);
                if (c == 255) {
                    continue;
                }
                double d = Math.hypot((col - 0.27 * 512) / 1.3, row - 0.66 * 512) / (0.155 * 512);
                var part = d < 0.45 ? scar : d > 1.6 ? rest : null;
                if (part != null) {
                    part[0]++;
                    part[1] += c >= 3 ? 1 : 0;
                }
            }
        }
        story.number("severe inside the scar, share", Pixels.rounded(scar[1] / scar[0]));
        story.number("severe far from it, share", Pixels.rounded(rest[1] / rest[0]));
        var deltaNdvi = new Difference().apply(new Pair<>(after.index("NDVI"), before.index("NDVI")));

        story.say("The display chain of a scene with its clouds masked:");
        var display = new ToFloat32()
                .then(new DNToReflectance(1e-4, 0))
                .then(new PercentileClip(1, 97, java.util.Optional.empty()))
                .then(new Gamma(1.2));
        story.number("display chain", display.size());
        story.number("largest shown", Pixels.largest(display.apply(Scenes.read(scenes.scene("20240722")))));
        story.picture(
                "burn-severity",
                "A fire between 2 and 22 July 2024",
                "simulated Sentinel-2 pair, 10 m; severity classes by dNBR 0.10, 0.27, 0.44, 0.66",
                4,
                360,
                RasterPanel.picture("before, true colour", Scenes.trueColor(before.reflectance())),
                RasterPanel.picture("after, true colour", Scenes.trueColor(after.reflectance())),
                RasterPanel.picture("after, SWIR2 NIR red", Scenes.swir(after.reflectance())),
                RasterPanel.values("dNBR", change, ColorMap.MAGMA, -0.2, 1.0, "dNBR"),
                RasterPanel.classes("burn severity", severity, legend),
                RasterPanel.values("change of NDVI", deltaNdvi, ColorMap.DIVERGING, -0.8, 0.8, "NDVI"),
                new ChartPanel(
                                "area of the classes above unburned",
                                "severity",
                                "ha",
                                List.of(new ChartPanel.Series(
                                        "",
                                        ChartPanel.Kind.BARS,
                                        new double[] {0, 1, 2, 3},
                                        java.util.Arrays.copyOfRange(hectares, 1, 5),
                                        0xDE4B22)))
                        .named(List.of("low", "mod.-low", "mod.-high", "high"))
                        .withAspect(0.73),
                scatter(before.index("NBR"), after.index("NBR"), severity, colors, names));
    }

    /// The first less the second.
    private record Difference()
            implements dev.stampede.operators.core.PairOperator<GeoRaster, GeoRaster, GeoRaster> {
        @Override
        public GeoRaster compute(GeoRaster a, GeoRaster b) {
            return new DeltaNbr().compute(a, b);
        }
    }

    /// NBR before against after, every eleventh pixel, in the colours of the classes.
    private static ChartPanel scatter(
            GeoRaster before, GeoRaster after, GeoRaster severity, int[] colors, List<String> names) {
        var series = new ArrayList<ChartPanel.Series>();
        for (int type = 0; type < names.size(); type++) {
            var x = new ArrayList<Double>();
            var y = new ArrayList<Double>();
            for (int i = 0; i < severity.width() * severity.height(); i += 11) {
                int row = i / severity.width();
                int col = i % severity.width();
                if (severity.band(0).get(row, col) == type) {
                    x.add(before.band(0).get(row, col));
                    y.add(after.band(0).get(row, col));
                }
            }
            series.add(new ChartPanel.Series(
                    names.get(type), ChartPanel.Kind.DOTS, array(x), array(y), type == 0 ? 0x7F9C6E : colors[type]));
        }
        return new ChartPanel("NBR before and after", "NBR, 2 July", "NBR, 22 July", series).withAspect(0.73);
    }

    private static double[] array(List<Double> list) {
        return list.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
