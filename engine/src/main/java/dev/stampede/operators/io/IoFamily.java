package dev.stampede.operators.io;

import dev.stampede.operators.core.Configured;
import dev.stampede.operators.core.OperatorFamily;
import java.util.List;

/// Readers and writers.
public final class IoFamily implements OperatorFamily {
    @Override
    public String name() {
        return "io";
    }

    @Override
    public List<Class<? extends Configured>> types() {
        return List.of(
                ReadGeoTIFF.class,
                ReadWindow.class,
                ReadBounds.class,
                ReadTile.class,
                ReadCenterCoords.class,
                ReadPolygon.class,
                ReadReprojectLike.class,
                ReadToCRS.class,
                ReadHDF.class,
                ReadNetCDF.class,
                LoadFromSTAC.class,
                WriteGeoTIFF.class,
                WriteCOG.class,
                WriteZarr.class,
                WriteVector.class,
                WritePNG.class,
                ProcessTiles.class,
                CompositeTiles.class);
    }
}
