package catalogs;

import dev.stampede.catalog.CatalogQuery;
import dev.stampede.catalog.CatalogTimes;
import dev.stampede.catalog.GeoSlice;
import dev.stampede.catalog.RasterLoader;
import dev.stampede.catalog.TimeInterval;
import dev.stampede.operators.compositing.MedianComposite;
import dev.stampede.operators.compositing.NanPolicy;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.indices.NDVI;
import dev.stampede.operators.mask.ApplyMask;
import dev.stampede.operators.qa.MaskFromSCL;
import dev.stampede.plot.ColorMap;
import dev.stampede.plot.sheet.ChartPanel;
import dev.stampede.plot.sheet.Mark;
import dev.stampede.plot.sheet.RasterPanel;
import dev.stampede.raster.Bounds;
import dev.stampede.raster.GeoRaster;
import java.awt.Color;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import support.Archive;
import support.Pixels;
import support.Scenes;
import support.Story;

/// A catalog from file names; a place in June; its mosaics; its time stack; the median of all dates, and of what
/// the scene classification calls clear.
public final class CatalogIntroduction {
    /// No data, shadow, clouds, cirrus.
    private static final List<Integer> NOT_CLEAR = List.of(0, 3, 8, 9, 10);

    /// Reflectance in blue that the clear ground of these scenes does not reach.
    private static final double CLOUD = 0.18;

    public static void main(String[] arguments) throws Exception {
        Story.run(arguments, CatalogIntroduction::tell);
    }

    public static void tell(Story story) throws Exception {
        var scenes = Scenes.archive(story);
        var catalog = Archive.of(scenes);
        story.number("files", catalog.size());
        story.number("columns", catalog.columns());

        var june = new TimeInterval(CatalogTimes.parse("2024-06-01"), CatalogTimes.parse("2024-06-30"));
        var box = new Bounds(600_400, 5_197_600, 602_400, 5_199_200);
        var found = catalog.query(CatalogQuery.ALL.within(box).during(june));
        story.number("files of the place in June", found.size());

        story.say("One mosaic per rule:");
        var always = catalog.timeExtent().orElseThrow();
        var slice = new GeoSlice(catalog.totalBounds().orElseThrow(), always, 10, 10, catalog.crs());
        GeoRaster last;
        GeoRaster largest;
        RasterLoader.TimeStack stack;
        var arena = Arena.ofAuto();
        last = RasterLoader.standard().load(arena, catalog, slice);
        largest = RasterLoader.standard().merging(RasterLoader.Merge.MAX).load(arena, catalog, slice);
        story.number("mosaic", java.util.Arrays.toString(last.shape()));

        story.say("One mosaic per day:");
        stack = RasterLoader.standard().loadDays(arena, catalog, slice, RasterLoader.MissingDay.SKIP);
        story.number("days", stack.days().size());
        story.number("ascending", stack.days().equals(stack.days().stream().sorted().toList()));
        var dates = new ArrayList<GeoRaster>();
        for (int t = 0; t < stack.days().size(); t++) {
            dates.add(stack.raster().isel(arena, java.util.Map.of("time", dev.stampede.raster.Index.at(t))));
        }
        var whole = Scenes.read(scenes.scene(stack.days().get(3).toString().replace("-", "")));
        story.number("day 4 is the scene it was cut from", dates.get(3).values().contentEquals(whole.values()));
        story.number("the last day is on top", last.values().contentEquals(dates.getLast().values()));

        // Where most of the dates are clouded the median is a cloud too: only clear pixels may take part.
        var clear = new ArrayList<GeoRaster>();
        for (int t = 0; t < dates.size(); t++) {
            var classes = Scenes.read(scenes.classes(stack.days().get(t).toString().replace("-", "")));
            var hidden = new MaskFromSCL(0, NOT_CLEAR).apply(classes);
            clear.add(ApplyMask.of(hidden, Double.NaN, false).apply(dates.get(t)));
        }
        var medianOf = new MedianComposite(NanPolicy.IGNORE, false);
        Operator<GeoRaster, GeoRaster> reflectance = Scenes.REFLECTANCE;
        var all = reflectance.apply((GeoRaster) medianOf.apply(dates));
        var median = reflectance.apply((GeoRaster) medianOf.apply(clear));
        story.number("clouds in the last date, share", Pixels.rounded(bright(reflectance.apply(last))));
        story.number("clouds left in the median of all, share", Pixels.rounded(bright(all)));
        story.number("clouds left in the median of clear pixels, share", Pixels.rounded(bright(median)));
        story.number("pixels that were never clear, share", Pixels.rounded(Pixels.nanShare(median)));

        story.picture(
                "catalog-introduction",
                "From file names to a cloud-free summer",
                catalog.size() + " files, " + stack.days().size() + " dates, 384 x 384 pixels of 10 m in 3 x 3 tiles",
                3,
                RasterPanel.picture("last on top, footprints", Scenes.trueColor(reflectance.apply(last)))
                        .with(new Mark.Boxes(Archive.footprints(catalog, last), new Color(0xFFD23F))),
                RasterPanel.picture("largest value", Scenes.trueColor(reflectance.apply(largest))),
                RasterPanel.picture("median of all dates", Scenes.trueColor(all)),
                RasterPanel.picture("median of clear pixels", Scenes.trueColor(median)),
                RasterPanel.values(
                        "NDVI of the median of clear pixels",
                        new NDVI(Scenes.RED, Scenes.NIR).apply(median),
                        ColorMap.VEGETATION,
                        -0.2,
                        0.9,
                        "NDVI"),
                series(stack, dates));
    }

    /// Share of pixels that are as bright as clouds.
    private static double bright(GeoRaster reflectance) {
        long count = 0;
        for (int row = 0; row < reflectance.height(); row++) {
            for (int col = 0; col < reflectance.width(); col++) {
                count += reflectance.band(Scenes.BLUE).get(row, col) > CLOUD ? 1 : 0;
            }
        }
        return count / ((double) reflectance.width() * reflectance.height());
    }

    private static ChartPanel series(RasterLoader.TimeStack stack, List<GeoRaster> dates) {
        var days = stack.days().stream().mapToDouble(d -> d.toEpochDay()).toArray();
        var forest = new double[days.length];
        var field = new double[days.length];
        for (int t = 0; t < days.length; t++) {
            var ndvi = new NDVI(Scenes.RED, Scenes.NIR).apply(Scenes.REFLECTANCE.apply(dates.get(t)));
            forest[t] = ndvi.band(0).get(258, 100);
            field[t] = ndvi.band(0).get(330, 250);
        }
        return new ChartPanel(
                        "two places through the year, clouds and all",
                        "",
                        "NDVI",
                        List.of(
                                new ChartPanel.Series("woods, then fire", ChartPanel.Kind.LINE, days, forest, 0x1D7232),
                                new ChartPanel.Series("a field", ChartPanel.Kind.LINE, days, field, 0xEDAE49)))
                .overDays()
                .withAspect(0.74);
    }
}
