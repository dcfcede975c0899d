package dev.stampede.kernels;

/// Tells whether the Vector API module was added to this Java process, without linking any of its classes.
public final class VectorModule {
    private static final Availability AVAILABILITY = probe();

    private VectorModule() {}

    public static Availability availability() {
        return AVAILABILITY;
    }

    private static Availability probe() {
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
            return Availability.no(
                    "module jdk.incubator.vector is not loaded; start Java with --add-modules jdk.incubator.vector");
        }
        try {
            return Lanes.usable() ? Availability.YES : Availability.no("the Vector API has no usable species here");
        } catch (LinkageError | RuntimeException e) {
            return Availability.no("the Vector API failed to start: " + e);
        }
    }
}
