package dev.stampede.cli;

import dev.stampede.catalog.Catalog;
import dev.stampede.catalog.CatalogBuilder;
import dev.stampede.catalog.CatalogRow;
import dev.stampede.catalog.FileNamePattern;
import dev.stampede.catalog.GeoParquetWriter;
import dev.stampede.catalog.StacItems;
import dev.stampede.io.zarr.ZarrGroup;
import dev.stampede.runtime.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `catalog build`: reads headers or STAC items and writes a GeoParquet file.
@picocli.CommandLine.Command(
        name = "build",
        description = "Builds a catalog of raster files, vector files, labelled arrays, or saved STAC items (.json).")
final class CatalogBuildCommand extends Command {
    private static final Map<CatalogRow.Kind, String> NAMES = Map.of(
            CatalogRow.Kind.RASTER,
            "*.{tif,tiff,TIF,TIFF}",
            CatalogRow.Kind.VECTOR,
            "*.{gpkg,geojson,shp,fgb,GPKG,GEOJSON,SHP,FGB}",
            CatalogRow.Kind.XARRAY,
            "*.{zarr,nc,h5,hdf5,nc4,NC,H5}");

    @Parameters(
            arity = "1..*",
            paramLabel = "INPUT",
            description = "Files, folders (their files of the kind), patterns such as 'scenes/*.tif', addresses, or one"
                    + " STAC ItemCollection.")
    private List<String> inputs;

    @Option(
            names = "--kind",
            description =
                    "What the files are: ${COMPLETION-CANDIDATES}. xarray are labelled arrays: Zarr groups, NetCDF-4"
                            + " and HDF5 files. Default: raster.")
    private CatalogRow.Kind kind = CatalogRow.Kind.RASTER;

    @Option(names = "--time-var", paramLabel = "NAME", description = "Axis of time of arrays. Default: time.")
    private String time = "time";

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "GeoParquet file to write.")
    private Path out;

    @Option(
            names = "--filename-regex",
            paramLabel = "REGEX",
            description = "Named groups of file names: date, or start and stop; others become columns.")
    private String regex;

    @Option(
            names = "--date-format",
            paramLabel = "FORMAT",
            description = "Of the groups of time, letters of strptime. Default: %%Y%%m%%d.")
    private String dateFormat = "%Y%m%d";

    @Option(names = "--crs", paramLabel = "CRS", description = "System of the catalog. Default: the first file's.")
    private String crs;

    @Option(
            names = "--asset",
            paramLabel = "KEY",
            description = "Asset of STAC items, or * for a row each. Default: *.")
    private String asset = StacItems.EVERY_ASSET;

    @Option(
            names = "--property",
            paramLabel = "NAME",
            description = "Property of STAC items to keep as a column; may be repeated.")
    private List<String> properties = List.of();

    @Override
    public Result call() throws IOException {
        OutputFile.require("--out", out);
        var catalog = inputs.size() == 1 && inputs.getFirst().endsWith(".json")
                ? StacItems.read(Path.of(inputs.getFirst()), asset, properties)
                : headers();
        GeoParquetWriter.write(catalog, out);
        return Result.ok(document(catalog), () -> catalog.size() + " rows in " + out + "\n");
    }

    private Catalog headers() throws IOException {
        var builder = CatalogBuilder.create()
                .with(session().display().progress())
                .with(session().cancellation());
        if (regex != null) {
            builder = builder.matching(new FileNamePattern(regex, dateFormat));
        }
        if (crs != null) {
            builder = builder.inCrs(crs);
        }
        return switch (kind) {
            case RASTER -> builder.rasters(files());
            case VECTOR -> builder.vectors(files());
            case XARRAY -> builder.arrays(files(), time);
        };
    }

    private List<String> files() throws IOException {
        var files = new ArrayList<String>();
        for (var input : inputs) {
            if (input.startsWith("/vsi") || input.contains("://")) {
                files.add(input);
            } else if (kind == CatalogRow.Kind.XARRAY && ZarrGroup.isIn(Path.of(input))) {
                files.add(input);
            } else if (Files.isDirectory(Path.of(input))) {
                files.addAll(list(Path.of(input), NAMES.get(kind)));
            } else if (Files.exists(Path.of(input))) {
                files.add(input);
            } else if (input.contains("*") || input.contains("?")) {
                var pattern = Path.of(input);
                var folder = pattern.getParent() == null ? Path.of("") : pattern.getParent();
                files.addAll(list(folder, pattern.getFileName().toString()));
            } else {
                throw new NoSuchFileException(input);
            }
        }
        if (files.isEmpty()) {
            throw new UsageException(
                    "no " + kind.name().toLowerCase(Locale.ROOT) + " among " + String.join(", ", inputs));
        }
        return files;
    }

    /// Files of a folder whose names match, in the order of their names.
    private List<String> list(Path folder, String names) throws IOException {
        var matcher = FileSystems.getDefault().getPathMatcher("glob:" + names);
        if (!Files.isDirectory(folder)) {
            throw new NoSuchFileException(folder.toString());
        }
        try (var entries = Files.list(folder)) {
            return entries.filter(
                            file -> matcher.matches(file.getFileName()) && (Files.isRegularFile(file) || isStore(file)))
                    .map(Path::toString)
                    .sorted()
                    .toList();
        }
    }

    private boolean isStore(Path file) {
        try {
            return kind == CatalogRow.Kind.XARRAY && ZarrGroup.isIn(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, Object> document(Catalog catalog) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("catalog", out.toAbsolutePath().normalize().toString());
        document.put("rows", catalog.size());
        document.put("crs", CatalogCommand.brief(catalog.crs()));
        document.put("bounds", catalog.totalBounds().map(CatalogCommand::list).orElse(null));
        document.put("columns", catalog.columns());
        return document;
    }
}
