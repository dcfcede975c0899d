package dev.stampede.runtime;

/// A program or library of somebody else that can take the place of a part of the engine: whether it is here.
///
/// @param name    short, such as `snaphu`
/// @param kind    `program` or `library`
/// @param setting the configuration key that chooses it
/// @param found   whether it can be used
/// @param file    what was found, or `null`
/// @param version of what was found, or `null` where it does not tell
/// @param reason  why it is missing and what would add it; empty when found
public record ToolStatus(
        String name, String kind, String setting, boolean found, String file, String version, String reason) {
    public static ToolStatus found(String name, String kind, String setting, String file, String version) {
        return new ToolStatus(name, kind, setting, true, file, version, "");
    }

    public static ToolStatus missing(String name, String kind, String setting, String reason) {
        return new ToolStatus(name, kind, setting, false, null, null, reason);
    }
}
