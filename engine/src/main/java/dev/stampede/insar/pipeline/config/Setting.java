package dev.stampede.insar.pipeline.config;

/// A value in force and where it came from.
///
/// @param key    full name, such as `runtime.cpu_workers`
/// @param value  text, [Long], [Double], [Boolean], [java.util.List], [java.util.Map] or `null`
/// @param origin `default`, a file, `STAMPEDE_…` or `--set`, for people
public record Setting(String key, Object value, String origin) {}
