package dev.stampede.catalog;

/// A catalog written by another version of this program, which this one cannot read.
public final class CatalogSchemaException extends CatalogFormatException {
    private static final long serialVersionUID = 1;

    public CatalogSchemaException(String message) {
        super(message);
    }
}
