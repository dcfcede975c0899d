package dev.stampede.cli;

import dev.stampede.catalog.CatalogFormatException;
import dev.stampede.insar.artifacts.MissingArtifactException;
import dev.stampede.insar.model.UnsupportedModeException;
import dev.stampede.io.NativeLibraries;
import dev.stampede.io.mat.FormatException;
import dev.stampede.io.raster.UnreadableRasterException;
import dev.stampede.io.vector.UnreadableVectorException;
import dev.stampede.kernels.KernelUnavailableException;
import dev.stampede.runtime.Cancellation;
import dev.stampede.runtime.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.concurrent.CancellationException;

/// What the user is told when a command throws: one line for a mistake, one line and a file for anything
/// unexpected.
final class Failures {
    private Failures() {}

    /// Prints the message and returns the exit code.
    /// @param kept what is there after an interruption, see [Command#afterInterruption]
    static int report(Throwable failure, Streams streams, Cancellation cancellation, String kept, String... arguments) {
        if (failure instanceof CancellationException || cancellation.isCancelled()) {
            streams.err().println(interrupted(kept));
            return ExitCode.INTERRUPTED;
        }
        Throwable cause = failure instanceof UncheckedIOException ? failure.getCause() : failure;
        String message = usersMistake(cause);
        if (message != null) {
            streams.err().println("stampede: " + message);
            return ExitCode.USAGE;
        }
        String details = FailureLog.write(failure, arguments, streams.environment())
                .map(file -> "; details in " + file)
                .orElse("");
        streams.err().println("stampede: " + unexpected(cause) + details);
        return ExitCode.FAILURE;
    }

    static String interrupted(String kept) {
        return "stampede: interrupted; " + kept;
    }

    /// Whether a failure is one that the user can mend.
    static boolean isUsersMistake(Throwable failure) {
        return usersMistake(failure) != null;
    }

    /// The message of a failure that the user can mend, or `null`.
    private static String usersMistake(Throwable failure) {
        return switch (failure) {
            case UsageException e -> e.getMessage();
            case UnsupportedModeException e -> e.getMessage();
            case KernelUnavailableException e -> e.getMessage();
            case MissingArtifactException e -> e.getMessage();
            case FormatException e -> e.getMessage();
            case CatalogFormatException e -> e.getMessage();
            case UnreadableRasterException e -> e.getMessage();
            case UnreadableVectorException e -> e.getMessage();
            case NoSuchFileException e -> e.getFile() + " does not exist";
            case NotDirectoryException e -> e.getFile() + (e.getFile().contains(" ") ? "" : " is not a folder");
            case AccessDeniedException e -> e.getFile() + ": access denied";
            case FileSystemException e -> e.getMessage();
            case IOException e when NativeLibraries.isMissing(e) -> e.getMessage();
            case IllegalArgumentException e when e.getMessage() != null -> e.getMessage();
            default -> null;
        };
    }

    private static String unexpected(Throwable failure) {
        String what = failure.getMessage() == null
                ? failure.getClass().getSimpleName()
                : failure.getMessage().lines().findFirst().orElse("");
        return failure instanceof IOException
                ? what
                : failure instanceof OutOfMemoryError
                        ? "out of memory (" + what + "); see --max-memory and the launcher's STAMPEDE_JAVA_OPTS"
                        : "unexpected failure: " + failure.getClass().getSimpleName() + ": " + what;
    }
}
