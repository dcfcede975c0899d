package dev.stampede.bindings.gdal;

import dev.stampede.bindings.gdal.generated.CPLErrorHandler;
import dev.stampede.bindings.gdal.generated.Gdal;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What GDAL said during a call, kept per thread: the library reports through a function of ours instead of
/// printing.
///
///     GdalMessages.clear();
///     int status = GDAL...(...);
///     GdalMessages.check(status, "read", file);
final class GdalMessages {
    private static final System.Logger LOG = System.getLogger("dev.stampede.bindings.gdal");
    private static final int MOST = 8; // more than the first few add nothing

    private static final ThreadLocal<List<String>> ERRORS = ThreadLocal.withInitial(ArrayList::new);

    private GdalMessages() {}

    static void listen() {
        // The function lives as long as the program: GDAL's own threads may report at any time.
        Gdal.CPLSetErrorHandlerEx(CPLErrorHandler.allocate(GdalMessages::heard, Arena.global()), MemorySegment.NULL);
    }

    private static void heard(int severity, int number, MemorySegment text) {
        try { // an exception must not cross into C
            var message = text.equals(MemorySegment.NULL) ? "" : text(text).strip();
            if (severity >= Gdal.CE_Failure()) {
                var errors = ERRORS.get();
                if (errors.size() < MOST && !errors.contains(message)) {
                    errors.add(message);
                }
            } else {
                LOG.log(System.Logger.Level.DEBUG, "GDAL: {0}", message);
            }
        } catch (Throwable ignored) {
            // nothing to report to
        }
    }

    /// Text in UTF-8; bytes that are not become the replacement character.
    static String text(MemorySegment pointer) {
        if (pointer.equals(MemorySegment.NULL)) {
            return "";
        }
        return pointer.reinterpret(Long.MAX_VALUE).getString(0, StandardCharsets.UTF_8);
    }

    static void clear() {
        ERRORS.get().clear();
    }

    /// @throws GdalException if the status is a failure
    static void check(int status, String operation, String target) throws GdalException {
        if (status >= Gdal.CE_Failure()) {
            throw failure(operation, target);
        }
    }

    /// @throws GdalException if the library returned no object
    static MemorySegment checkNotNull(MemorySegment object, String operation, String target) throws GdalException {
        if (object.equals(MemorySegment.NULL)) {
            throw failure(operation, target);
        }
        return object;
    }

    /// Fails also when the call returned but reported errors meanwhile, as closing a file on a full disk does.
    /// @throws GdalException if an error was reported since [#clear]
    static void checkSilent(String operation, String target) throws GdalException {
        if (!ERRORS.get().isEmpty()) {
            throw failure(operation, target);
        }
    }

    static GdalException failure(String operation, String target) {
        var said = String.join("; ", ERRORS.get());
        clear();
        return new GdalException(target + ": cannot " + operation + (said.isEmpty() ? "" : ": " + said));
    }
}
