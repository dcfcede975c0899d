package dev.stampede.operators.io;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stampede.io.raster.FileSource;
import dev.stampede.io.raster.Reprojection;
import dev.stampede.io.raster.Warping;
import dev.stampede.operators.core.Default;
import dev.stampede.operators.core.Require;
import dev.stampede.operators.core.Source;
import dev.stampede.operators.pixels.RasterFile;
import dev.stampede.raster.Bounds;
import dev.stampede.raster.Crs;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.RasterMemory;
import dev.stampede.raster.Resampling;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads an asset of an item of a SpatioTemporal Asset Catalog (STAC 1.0) saved as JSON. Names of bands come from
/// `eo:bands` or `bands` of the asset where there is one for each; the attributes `item_id` and `datetime` say
/// where and when the scene comes from. Relative addresses count from the folder of the item; `http`, `https`
/// and `s3` are read through GDAL.
///
/// @param item       JSON file of one item
/// @param assetKey   which asset
/// @param bounds     min x, min y, max x, max y; all of it by default
/// @param crs        system of the box, and of the result where a resolution is given; that of the file by default
/// @param resolution width and height of a pixel in units of that system; by default pixels are those of the file
/// @param resampling for a resolution, bilinear
public record LoadFromSTAC(
        Path item,
        String assetKey,
        Optional<List<Double>> bounds,
        Optional<String> crs,
        Optional<List<Double>> resolution,
        @Default("\"bilinear\"") Resampling resampling)
        implements Source<GeoRaster> {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final long MOST_PIXELS = 1L << 31;

    /// @throws IllegalArgumentException if a box has not four numbers, or a resolution not two above 0
    public LoadFromSTAC {
        Require.that(bounds.isEmpty() || bounds.get().size() == 4, "bounds", bounds, "min x, min y, max x, max y");
        Grids.requireResolution(resolution);
    }

    public LoadFromSTAC(Path item, String assetKey) {
        this(item, assetKey, Optional.empty(), Optional.empty(), Optional.empty(), Resampling.BILINEAR);
    }

    @Override
    public GeoRaster produce() {
        var document = document();
        var asset = asset(document);
        var raster = RasterFile.open(address(asset.path("href").asText()), this::pixels);
        var attributes = raster.attributes().with("item_id", document.path("id").asText());
        var time = document.path("properties").path("datetime");
        if (time.isTextual()) {
            attributes = attributes.with("datetime", time.asText());
        }
        var names = names(asset);
        return raster.withAttributes(names.size() == raster.bands() ? attributes.withBandNames(names) : attributes);
    }

    private JsonNode document() {
        Reading.requireFile(item);
        try {
            var document = MAPPER.readTree(Files.readAllBytes(item));
            if (!document.path("type").asText().equals("Feature")
                    || !document.path("assets").isObject()) {
                throw new IOException(item + ": is no STAC item (expected a Feature with assets)");
            }
            return document;
        } catch (JacksonException damaged) {
            throw new UncheckedIOException(item + ": not JSON: " + damaged.getOriginalMessage(), damaged);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode asset(JsonNode document) {
        var assets = document.path("assets");
        var there = new ArrayList<String>();
        assets.fieldNames().forEachRemaining(there::add);
        Require.that(assets.has(assetKey), "asset_key", assetKey, "one of " + there + " of " + item);
        var asset = assets.path(assetKey);
        Require.that(asset.path("href").isTextual(), "asset_key", assetKey, "an asset with href in " + item);
        return asset;
    }

    private static List<String> names(JsonNode asset) {
        var names = new ArrayList<String>();
        for (var band : asset.has("eo:bands") ? asset.path("eo:bands") : asset.path("bands")) {
            if (band.path("name").isTextual()) {
                names.add(band.path("name").asText());
            }
        }
        return names;
    }

    /// What GDAL calls it.
    private String address(String href) {
        if (href.startsWith("http://") || href.startsWith("https://")) {
            return "/vsicurl/" + href;
        }
        if (href.startsWith("s3://")) {
            return "/vsis3/" + href.substring("s3://".length());
        }
        if (href.startsWith("file://")) {
            return Path.of(URI.create(href)).toString();
        }
        return href.startsWith("/vsi")
                ? href
                : item.toAbsolutePath().resolveSibling(href).normalize().toString();
    }

    private GeoRaster pixels(FileSource source) throws IOException {
        var system = crs.map(Crs::new).orElse(source.crs());
        var box = bounds.isPresent()
                ? new Bounds(
                        bounds.get().get(0),
                        bounds.get().get(1),
                        bounds.get().get(2),
                        bounds.get().get(3))
                : Reprojection.transform(source.bounds(), source.crs(), system);
        if (resolution.isEmpty()) {
            return source.read(
                    RasterMemory.current(),
                    bounds.isEmpty()
                            ? source.window()
                            : Grids.window(source.affine(), Reprojection.transform(box, system, source.crs())),
                    null);
        }
        long width = Math.max(1, Math.round(box.width() / resolution.get().getFirst()));
        long height = Math.max(1, Math.round(box.height() / resolution.get().getLast()));
        Require.that(
                width < MOST_PIXELS && height < MOST_PIXELS && width * height < MOST_PIXELS,
                "resolution",
                resolution.get(),
                "a coarser one: the box would have " + width + " x " + height + " pixels");
        var size = resolution.get();
        var whole = new Bounds(
                box.minX(), box.maxY() - height * size.getLast(), box.minX() + width * size.getFirst(), box.maxY());
        return Warping.fileOnto(
                RasterMemory.current(),
                source,
                new Warping.Target(system, whole, (int) width, (int) height),
                resampling);
    }
}
