package catalogs;

import dev.stampede.catalog.Catalog;
import dev.stampede.catalog.CatalogQuery;
import dev.stampede.catalog.CatalogRow;
import dev.stampede.catalog.Matchup;
import dev.stampede.plot.sheet.Mark;
import dev.stampede.plot.sheet.RasterPanel;
import dev.stampede.raster.Bounds;
import java.awt.Color;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.geom.util.AffineTransformation;
import support.Archive;
import support.Scenes;
import support.Story;

/// Query, intersect two sensors, unite them, and pair their images in space and time.
public final class SetAlgebra {
    public static void main(String[] arguments) throws Exception {
        Story.run(arguments, SetAlgebra::tell);
    }

    public static void tell(Story story) throws Exception {
        var scenes = Scenes.archive(story);
        var first = Archive.of(scenes);
        var second = shifted(first);
        story.number("rows of each sensor", List.of(first.size(), second.size()));

        var union = first.union(second);
        story.number("union", union.size());
        var both = first.intersect(second, true);
        story.number("overlaps in space", both.size());
        story.number("overlaps in space and time", first.intersect(second, false).size());
        story.number(
                "areas do not depend on the order",
                Math.abs(area(both) - area(second.intersect(first, true))) < 1e-6 * area(both));

        var box = new Bounds(600_400, 5_197_000, 601_600, 5_198_500);
        var smaller = new Bounds(601_000, 5_197_500, 602_500, 5_199_000);
        var shared = new Bounds(601_000, 5_197_500, 601_600, 5_198_500);
        story.number(
                "a query of a query is a query of what the boxes share",
                first.query(CatalogQuery.ALL.within(box)).query(CatalogQuery.ALL.within(smaller)).size()
                        == first.query(CatalogQuery.ALL.within(shared)).size());

        story.say("Pairs of images: overlapping, nearest in time within three days:");
        var matchup = new Matchup(new Matchup.IouAtLeast(0.2), new Matchup.NearestInTime(Duration.ofDays(3)), true, true);
        var pairs = matchup.match(first, Map.of("second", second));
        story.number("pairs", pairs.size());
        story.number(
                "all within three days",
                pairs.stream()
                        .flatMap(p -> p.members().stream())
                        .allMatch(m -> m.offset().abs().compareTo(Duration.ofDays(3)) <= 0));

        var picture = Scenes.REFLECTANCE.apply(Scenes.read(scenes.scene("20240617")));
        story.picture(
                "catalog-set-algebra",
                "Two sensors",
                "yellow: nine footprints of the first; blue: those of the second, 600 m east, 900 m south, two days later",
                2,
                RasterPanel.picture("both sensors", Scenes.trueColor(picture))
                        .with(
                                new Mark.Boxes(Archive.footprints(first, picture), new Color(0xFFD23F)),
                                new Mark.Boxes(Archive.footprints(second, picture), new Color(0x2B8CE6))),
                RasterPanel.picture("what they share", Scenes.trueColor(picture))
                        .with(new Mark.Boxes(Archive.footprints(both, picture), new Color(0xD1495B))));
    }

    /// The second sensor: the same images somewhere else and two days later.
    private static Catalog shifted(Catalog catalog) {
        var move = AffineTransformation.translationInstance(600, -900);
        var rows = new ArrayList<CatalogRow>();
        for (var row : catalog) {
            var interval = row.interval();
            rows.add(CatalogRow.raster(
                    row.filepath().replace("S2_", "other/S2_"),
                    move.transform(row.geometry()),
                    new dev.stampede.catalog.TimeInterval(
                            interval.start().plus(Duration.ofDays(2)), interval.end().plus(Duration.ofDays(2)))));
        }
        return Catalog.of(catalog.crs(), rows);
    }

    private static double area(Catalog catalog) {
        double sum = 0;
        for (var row : catalog) {
            sum += row.geometry().getArea();
        }
        return sum;
    }
}
