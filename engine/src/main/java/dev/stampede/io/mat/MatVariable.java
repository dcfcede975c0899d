package dev.stampede.io.mat;

/// What a file says about one variable before its data are read.
///
/// @param name    as stored
/// @param type    class
/// @param dims    size of each dimension
/// @param complex whether it has an imaginary part
public record MatVariable(String name, MatClass type, long[] dims, boolean complex) {}
