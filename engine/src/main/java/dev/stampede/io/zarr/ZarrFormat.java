package dev.stampede.io.zarr;

/// Versions of the format. Sources: Zarr storage specification version 2; Zarr core specification version 3
/// with the sharding codec of ZEP 2.
public enum ZarrFormat {
    /// `.zarray`, `.zattrs` and chunks named `0.0.0`.
    V2,

    /// `zarr.json` and chunks named `c/0/0/0`.
    V3
}
