package dev.stampede.io.mat;

/// Container formats of MATLAB files.
public enum MatFormat {
    /// Level 4; read only.
    V4,
    /// Level 5, elements not compressed (MATLAB's `-v6`).
    V5,
    /// Level 5, each variable deflated (MATLAB's default `-v7`).
    V7,
    /// HDF5 with a MATLAB header (`-v7.3`).
    V73,
    /// On writing: [#V7], or [#V73] when a variable has 2^31 bytes or more.
    AUTO
}
