package dev.stampede.operators.io;

import dev.stampede.io.WholeFile;
import dev.stampede.raster.GeoRaster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/// Writes bytes as a PNG picture: one band grey, three red, green and blue, four with opacity. Returns nothing, so it
/// ends a pipeline. Refuses other types and numbers of bands: stretch first.
///
/// @param path file
public record WritePNG(Path path) implements FileWriter<GeoRaster> {
    @Override
    public void write(GeoRaster in) {
        var image = PngImage.of(in);
        try {
            WholeFile.write(path, out -> ImageIO.write(image, "png", out));
        } catch (IOException e) {
            throw new UncheckedIOException(path + ": " + e.getMessage(), e);
        }
    }
}
