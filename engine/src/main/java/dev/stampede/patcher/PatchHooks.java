package dev.stampede.patcher;

import java.lang.System.Logger.Level;

/// Told what a run does. Methods may be called by several threads at once; an exception in one becomes a
/// warning and stops nothing.
public interface PatchHooks {
    /// Nobody listens.
    PatchHooks NONE = new PatchHooks() {};

    default void splitStart(int patches) {}

    default void patchStart(PixelAnchor anchor) {}

    default void patchDone(PixelAnchor anchor) {}

    default void error(PixelAnchor anchor, Throwable cause) {}

    default void splitEnd(int patches) {}

    default void mergeStart(RasterGrid grid) {}

    default void mergeEnd(RasterGrid grid) {}

    /// Calls a hook and warns where it throws.
    static void quietly(Runnable hook) {
        try {
            hook.run();
        } catch (RuntimeException e) {
            System.getLogger(PatchHooks.class.getName()).log(Level.WARNING, "a hook failed and was passed over: " + e);
        }
    }
}
