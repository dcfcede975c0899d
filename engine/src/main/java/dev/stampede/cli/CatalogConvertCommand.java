package dev.stampede.cli;

import dev.stampede.catalog.GeoParquetWriter;
import dev.stampede.catalog.StacItems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `catalog convert`: writes a catalog, or a part of it, in another form.
@picocli.CommandLine.Command(
        name = "convert",
        aliases = "migrate",
        description = "Writes a catalog, or a part of it, as GeoParquet of the current schema, as a folder"
                + " partitioned by time, or as STAC items (.json).")
final class CatalogConvertCommand extends Command {
    @Mixin
    private CatalogCommand.Source source;

    @Mixin
    private CatalogCommand.Filter filter;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "PATH",
            description = "A .parquet file, a .json file of STAC items, or a folder.")
    private Path out;

    @Option(names = "--partition", description = "Folders within a folder: ${COMPLETION-CANDIDATES}. Default: none.")
    private GeoParquetWriter.Partition partition = GeoParquetWriter.Partition.NONE;

    @Override
    public Result call() throws IOException {
        var name = out.getFileName().toString();
        try (var store = source.open()) {
            var rows = store.query(filter.query(), filter.condition());
            if (name.endsWith(".json")) {
                OutputFile.require("--out", out);
                StacItems.write(rows, name.substring(0, name.lastIndexOf('.')), out);
            } else if (name.endsWith(".parquet") && !Files.isDirectory(out)) {
                OutputFile.require("--out", out);
                GeoParquetWriter.write(rows, out);
            } else {
                GeoParquetWriter.append(rows, OutputFile.requireFolder("--out", out), partition);
            }
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("out", out.toAbsolutePath().normalize().toString());
            document.put("rows", rows.size());
            return Result.ok(document, () -> rows.size() + " rows in " + out + "\n");
        }
    }
}
