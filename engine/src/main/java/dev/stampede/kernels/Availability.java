package dev.stampede.kernels;

/// Whether a backend can be used here, and if not why.
///
/// @param available `true` if usable
/// @param reason    empty when available; otherwise one sentence with the cause and what would help
public record Availability(boolean available, String reason) {
    public static final Availability YES = new Availability(true, "");

    public static Availability no(String reason) {
        return new Availability(false, reason);
    }
}
