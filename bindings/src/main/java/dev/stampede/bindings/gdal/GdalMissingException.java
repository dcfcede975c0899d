package dev.stampede.bindings.gdal;

/// GDAL is not here, or cannot be used. The message says why and what to install.
public final class GdalMissingException extends GdalException {
    private static final long serialVersionUID = 1L;

    GdalMissingException(String message) {
        super(message);
    }
}
