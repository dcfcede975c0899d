package dev.stampede.kernels;

/// The backend a registry decided on for a kernel, and why.
///
/// @param backend what runs
/// @param reason  one clause: who named it, or how `auto` came to it and what it passed over
public record KernelChoice(Backend backend, String reason) {}
