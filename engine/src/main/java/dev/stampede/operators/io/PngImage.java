package dev.stampede.operators.io;

import dev.stampede.operators.core.OperatorTypeException;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import javax.imageio.ImageIO;

/// Rasters of bytes as pictures: one band grey, three red, green and blue, four with opacity.
public final class PngImage {
    private PngImage() {}

    /// @throws OperatorTypeException for other types and numbers of bands
    public static BufferedImage of(GeoRaster in) {
        int bands = in.bands();
        if (in.dtype() != DType.UINT8 || in.rank() > 3 || bands == 2 || bands > 4) {
            throw new OperatorTypeException(
                    "a picture has 1, 3 or 4 bands of uint8, this is " + in.values() + "; StretchToUint8 makes bytes");
        }
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
        return image;
    }

    /// The same as the bytes of a PNG file.
    public static byte[] bytes(GeoRaster in) {
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(of(in), "png", out);
        } catch (IOException e) {
            throw new AssertionError("memory cannot fail to be written", e);
        }
        return out.toByteArray();
    }
}
