package dev.stampede.io.raster;

import java.io.IOException;

/// A file cannot be used as a raster: it is missing, no raster, or lacks what is asked of it. The message names the
/// file and says what is wrong; another file, or this one mended, would do.
public final class UnreadableRasterException extends IOException {
    private static final long serialVersionUID = 1L;

    public UnreadableRasterException(String message) {
        super(message);
    }

    public UnreadableRasterException(String message, Throwable cause) {
        super(message, cause);
    }
}
