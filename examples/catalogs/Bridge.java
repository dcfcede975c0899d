package catalogs;

import dev.stampede.catalog.CatalogDomain;
import dev.stampede.catalog.RasterLoader;
import dev.stampede.operators.indices.NDVI;
import dev.stampede.patcher.aggregation.OverlapAddition;
import dev.stampede.patcher.window.Boxcar;
import dev.stampede.plot.ColorMap;
import dev.stampede.plot.sheet.Panel;
import dev.stampede.plot.sheet.RasterPanel;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import support.Archive;
import support.Patching;
import support.Pixels;
import support.Scenes;
import support.Story;

/// Every row of a catalog as a domain: load its slice, cut it into patches, work, stitch.
public final class Bridge {
    public static void main(String[] arguments) throws Exception {
        Story.run(arguments, Bridge::tell);
    }

    public static void tell(Story story) throws Exception {
        var day = Archive.of(Scenes.archive(story)).where("tile in ('00', '04', '08')");
        var domain = new CatalogDomain(day, 10, 10);
        story.number("slices", domain.slices().size());
        story.number("first slice", domain.slices().getFirst().cols() + " x " + domain.slices().getFirst().rows());

        var patcher = Patching.regular(64, 48, new Boxcar(), new OverlapAddition());
        var work = Scenes.REFLECTANCE.then(new NDVI(Scenes.RED, Scenes.NIR));
        var panels = new ArrayList<Panel>();
        double worst = 0;
        for (int i = 0; i < domain.slices().size(); i++) {
            var raster = domain.load(Arena.ofAuto(), RasterLoader.standard(), i);
            var stitched = Patching.run(raster, patcher, work);
            worst = Math.max(worst, Pixels.worst(stitched, work.apply(raster), 0));
            if (i % 3 == 0 || i % 3 == 1 && panels.size() < 8) {
                var row = day.row(i);
                panels.add(RasterPanel.values(
                        row.interval().start().toString().substring(0, 10) + ", tile " + row.extras().get("tile"),
                        stitched,
                        ColorMap.VEGETATION,
                        -0.2,
                        0.9,
                        "NDVI"));
            }
        }
        story.number("worst difference from the whole slice", worst);
        story.picture(
                "catalog-bridge",
                "Slices of a catalog through a patcher",
                "NDVI over patches of 64 every 48 pixels, slice by slice",
                4,
                250,
                panels.subList(0, 8).toArray(Panel[]::new));
    }
}
