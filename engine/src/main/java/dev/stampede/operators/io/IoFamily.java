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
                WriteGeoTIFF.class,
                WriteCOG.class,
                WritePNG.class,
                ProcessTiles.class);
    }
}
