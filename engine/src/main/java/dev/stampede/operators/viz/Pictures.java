package dev.stampede.operators.viz;

import dev.stampede.operators.core.OperatorTypeException;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import java.lang.foreign.ValueLayout;

/// Bytes of pictures: one band grey, three red, green and blue, four with opacity.
final class Pictures {
    static final int OPAQUE = 255;

    private Pictures() {}

    /// @throws OperatorTypeException unless it is `uint8` of 1, 3 or 4 bands
    static void require(GeoRaster picture) {
        int bands = picture.bands();
        if (picture.dtype() != DType.UINT8 || picture.rank() > 3 || bands == 2 || bands > 4) {
            throw new OperatorTypeException("a picture has 1, 3 or 4 bands of uint8, this is " + picture.values()
                    + "; StretchToUint8 makes bytes");
        }
    }

    /// Level of a channel: 0 red, 1 green, 2 blue, 3 opacity.
    static int level(GeoRaster picture, int channel, int row, int col) {
        int bands = picture.bands();
        if (channel == 3 && bands < 4) {
            return OPAQUE;
        }
        var values = picture.values();
        long at = values.offset() + row * values.stride(-2) + col * values.stride(-1);
        long band = bands == 1 ? 0 : channel * values.stride(-3);
        return values.segment().get(ValueLayout.JAVA_BYTE, at + band) & 0xFF;
    }

    static void set(ArrayView bands, int channel, int row, int col, int level) {
        long at = bands.offset() + channel * bands.stride(0) + row * bands.stride(1) + col * bands.stride(2);
        bands.segment().set(ValueLayout.JAVA_BYTE, at, (byte) level);
    }
}
