package dev.stampede.catalog;

import java.io.IOException;

/// A file is not a catalog this version can read: metadata missing, columns missing, or a newer schema. The
/// message names the file and what to do.
public sealed class CatalogFormatException extends IOException permits CatalogSchemaException {
    private static final long serialVersionUID = 1L;

    public CatalogFormatException(String message) {
        super(message);
    }
}
