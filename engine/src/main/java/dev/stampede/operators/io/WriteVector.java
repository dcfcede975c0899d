package dev.stampede.operators.io;

import dev.stampede.io.vector.VectorFiles;
import dev.stampede.io.vector.VectorLayer;
import dev.stampede.operators.core.Require;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Writes a layer of points, lines or polygons, such as regions or contours found in a raster, as a new file,
/// replacing one that exists only when all is written. The format follows from the name: `.gpkg`, `.geojson`,
/// `.json`, `.shp`, `.fgb`. Returns nothing, so it ends a pipeline. Refuses names no format is known for,
/// before anything runs.
///
/// @param path  file
/// @param layer name of the layer; that of the operator that made it by default
public record WriteVector(Path path, Optional<String> layer) implements FileWriter<VectorLayer> {
    public WriteVector {
        Require.that(layer.isEmpty() || !layer.get().isBlank(), "layer", layer, "a name");
        VectorFiles.requireFormat(path);
    }

    public WriteVector(Path path) {
        this(path, Optional.empty());
    }

    @Override
    public void write(VectorLayer in) throws IOException {
        var named = new VectorLayer(layer.orElse(in.name()), in.crs(), in.fields(), in.features());
        VectorFiles.write(path, List.of(named));
    }
}
