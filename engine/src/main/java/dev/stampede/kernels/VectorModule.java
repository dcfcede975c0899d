package dev.stampede.kernels;

import java.lang.reflect.InvocationTargetException;

/// Tells whether the Vector API can be used in this Java process, and brings its module in when a kernel needs it.
///
/// Java keeps its own start, loaded and linked classes in a start cache only without incubator modules. So
/// `bin/stampede` does not name the module with `--add-modules`: it prepares the Java machine for vectors
/// (`bin/java-options`), says so with the property below, and the module is loaded here by what Java itself loads
/// modules of agents with. Started by `--add-modules jdk.incubator.vector`, the module is there from the beginning.
public final class VectorModule {
    /// Set by the launcher that also sets `EnableVectorSupport` and exports Java's module loading to us.
    private static final String ON_DEMAND = "stampede.vectorModule";

    private static final String MODULE = "jdk.incubator.vector";
    private static final String LOADER = "jdk.internal.module";

    private VectorModule() {}

    /// Whether vector kernels can run, without loading what they need where that comes on demand.
    public static Availability availability() {
        return atStart() || !onDemand() ? Loaded.STATE : Availability.YES;
    }

    /// Makes the Vector API ready; to be called before a class that uses it is touched.
    /// @throws IllegalStateException if it cannot be used here
    public static void require() {
        if (!Loaded.STATE.available()) {
            throw new IllegalStateException(Loaded.STATE.reason());
        }
    }

    /// The backend of kernels of which the fastest is taken without a choice: vectors, made ready here, where they can
    /// be used.
    public static Backend fastest() {
        return Loaded.STATE.available() ? Backend.VECTOR : Backend.REFERENCE;
    }

    /// Bits of a vector; 0 where vectors cannot be used.
    public static int bits() {
        return Loaded.STATE.available() ? Lanes.BITS : 0;
    }

    private static boolean atStart() {
        return ModuleLayer.boot().findModule(MODULE).isPresent();
    }

    private static boolean onDemand() {
        return "on-demand".equals(System.getProperty(ON_DEMAND))
                && Object.class.getModule().isExported(LOADER, VectorModule.class.getModule());
    }

    /// Loaded once, by the first who asks.
    private static final class Loaded {
        static final Availability STATE = probe();

        private static Availability probe() {
            try {
                if (!atStart()) {
                    if (!onDemand()) {
                        return Availability.no("module " + MODULE
                                + " is not loaded; start with bin/stampede or add --add-modules " + MODULE);
                    }
                    Class.forName(LOADER + ".Modules")
                            .getMethod("loadModule", String.class)
                            .invoke(null, MODULE);
                }
                return Lanes.usable() ? Availability.YES : Availability.no("the Vector API has no usable species here");
            } catch (InvocationTargetException e) {
                return Availability.no("module " + MODULE + " cannot be loaded: " + e.getCause());
            } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
                return Availability.no("the Vector API failed to start: " + e);
            }
        }
    }
}
