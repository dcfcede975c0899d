package dev.stampede.bindings.gdal;

import java.io.IOException;

/// A call of GDAL failed. The message names the operation, the file or layer, and what the library said.
public sealed class GdalException extends IOException permits GdalMissingException {
    private static final long serialVersionUID = 1L;

    public GdalException(String message) {
        super(message);
    }
}
