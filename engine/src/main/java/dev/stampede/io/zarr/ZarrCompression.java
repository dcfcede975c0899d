package dev.stampede.io.zarr;

/// How the bytes of a chunk are packed. What GDAL, zarr-python and others call so too.
public enum ZarrCompression {
    /// As they are.
    NONE,

    /// RFC 1952.
    GZIP,

    /// RFC 1950; version 2 only.
    ZLIB
}
