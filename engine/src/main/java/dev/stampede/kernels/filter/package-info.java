/// Filters over the neighbourhood of each pixel, run as streams of rows: a plane of any size is read row by row
/// ([dev.stampede.kernels.filter.LineSource]) and its result handed on row by row
/// ([dev.stampede.kernels.filter.LineSink]), so that only as many rows are held as the neighbourhood is high.
/// The rows are short arrays on the heap, whose plain loops Java turns into vector instructions by itself.
package dev.stampede.kernels.filter;
