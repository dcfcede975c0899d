package dev.stampede.operators.io;

import dev.stampede.operators.core.Operator;
import dev.stampede.operators.core.OperatorTypeException;
import dev.stampede.operators.core.Signature;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.imageio.ImageIO;

/// Writes bytes as a PNG picture: one band grey, three red, green and blue, four with opacity. Returns nothing, so it
/// ends a pipeline. Refuses other types and numbers of bands: stretch first.
///
/// @param path file
public record WritePNG(Path path) implements Operator<GeoRaster, Void> {
    @Override
    public Void compute(GeoRaster in) {
        int bands = in.bands();
        if (in.dtype() != DType.UINT8 || in.rank() > 3 || bands == 2 || bands > 4) {
            throw new OperatorTypeException(
                    "a picture has 1, 3 or 4 bands of uint8, this is " + in.values() + "; StretchToUint8 makes bytes");
        }
        try {
            write(in, bands);
        } catch (IOException e) {
            throw new UncheckedIOException(path + ": " + e.getMessage(), e);
        }
        return null;
    }

    private void write(GeoRaster in, int bands) throws IOException {
        int type = bands == 1
                ? BufferedImage.TYPE_BYTE_GRAY
                : bands == 3 ? BufferedImage.TYPE_3BYTE_BGR : BufferedImage.TYPE_4BYTE_ABGR;
        var image = new BufferedImage(in.width(), in.height(), type);
        var row = new int[in.width()];
        for (int band = 0; band < bands; band++) {
            ArrayView values = in.rank() == 2 ? in.values() : in.values().select(0, band);
            for (int y = 0; y < in.height(); y++) {
                long at = values.rowStart(y);
                for (int x = 0; x < row.length; x++) {
                    row[x] = values.segment().get(ValueLayout.JAVA_BYTE, at + x * values.stride(1)) & 0xFF;
                }
                image.getRaster().setSamples(0, y, row.length, 1, band, row);
            }
        }
        var target = path.toAbsolutePath();
        Files.createDirectories(target.getParent());
        var partial = target.resolveSibling("." + target.getFileName() + ".partial");
        try {
            try (var out = Files.newOutputStream(partial)) {
                ImageIO.write(image, "png", out);
            }
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(partial);
        }
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
