package dev.stampede.operators.io;

import dev.stampede.io.WholeFile;
import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.Signature;
import dev.stampede.raster.GeoRaster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/// Writes bytes as a PNG picture: one band grey, three red, green and blue, four with opacity. Returns nothing, so it
/// ends a pipeline. Refuses other types and numbers of bands: stretch first.
///
/// @param path file
public record WritePNG(Path path) implements Operator<GeoRaster, Void> {
    @Override
    public Void compute(GeoRaster in) {
        var image = PngImage.of(in);
        try {
            WholeFile.write(path, out -> ImageIO.write(image, "png", out));
        } catch (IOException e) {
            throw new UncheckedIOException(path + ": " + e.getMessage(), e);
        }
        return null;
    }

    @Override
    public boolean terminal() {
        return true;
    }

    @Override
    public Signature outputSignature(Signature in) {
        return Signature.UNKNOWN;
    }
}
