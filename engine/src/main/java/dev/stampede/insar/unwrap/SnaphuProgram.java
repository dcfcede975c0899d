package dev.stampede.insar.unwrap;

import dev.stampede.runtime.Cancellation;
import java.io.File;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;

/// Runs the `snaphu` program on one problem: files in, files out, in a scratch folder of its own. The folder
/// lies in memory (`/dev/shm`) when there is room, is deleted after success and kept after failure.
///
/// @param executable the program
/// @param options    limits and places
public record SnaphuProgram(Path executable, Options options) implements SnaphuBackend {
    private static final Path MEMORY_FOLDER = Path.of("/dev/shm");
    private static final String IMAGE = "snaphu.in";
    private static final String COSTS = "snaphu.costinfile";
    private static final String OUTPUT = "snaphu.out";
    private static final String SETTINGS = "snaphu.conf";
    private static final String LOG = "snaphu.log";
    private static final long POLL_MILLIS = 50;
    private static final int LOG_TAIL = 2000;

    /// @param timeout       after which the program is killed
    /// @param scratchFolder where scratch folders are made; empty = in memory when there is room, else the
    ///                      temporary folder
    public record Options(Duration timeout, Optional<Path> scratchFolder) {
        public static final Options DEFAULT = new Options(Duration.ofHours(24), Optional.empty());
    }

    /// @param nameOrPath a path, or a name looked up in PATH
    public static Optional<SnaphuProgram> find(String nameOrPath) {
        var candidates = nameOrPath.contains(File.separator)
                ? List.of(Path.of(nameOrPath))
                : List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)).stream()
                        .filter(folder -> !folder.isBlank())
                        .map(folder -> Path.of(folder, nameOrPath))
                        .toList();
        return candidates.stream()
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .map(file -> new SnaphuProgram(file.toAbsolutePath(), Options.DEFAULT))
                .findFirst();
    }

    public SnaphuProgram with(Options options) {
        return new SnaphuProgram(executable, options);
    }

    @Override
    public Session openSession() {
        return this::run;
    }

    /// Unwraps `problem` and writes row-major float32 phase to `outPhase`.
    /// @throws UnwrapException if the program fails, runs out of time or writes a file of the wrong size
    /// @throws CancellationException if cancelled; the program is killed and its files are deleted
    public void run(GridProblem problem, MemorySegment outPhase, Cancellation cancellation) throws IOException {
        cancellation.check();
        long bytes = problem.image().byteSize() + problem.records().byteSize() + outPhase.byteSize();
        Path folder = Files.createTempDirectory(scratchParent(bytes), "stampede-snaphu-");
        boolean done = false;
        try {
            write(folder.resolve(IMAGE), problem.image());
            write(folder.resolve(COSTS), problem.records());
            Files.write(folder.resolve(SETTINGS), settings());
            var command = List.of(executable.toString(), "-d", "-f", SETTINGS, Integer.toString(problem.cols()));
            execute(folder, command, cancellation);
            read(folder, command, outPhase);
            done = true;
        } catch (CancellationException e) {
            done = true;
            throw e;
        } finally {
            if (done) {
                delete(folder);
            }
        }
    }

    private Path scratchParent(long bytes) throws IOException {
        if (options.scratchFolder.isPresent()) {
            return Files.createDirectories(options.scratchFolder.get());
        }
        boolean roomInMemory = Files.isWritable(MEMORY_FOLDER)
                && Files.getFileStore(MEMORY_FOLDER).getUsableSpace() > 2 * bytes;
        return roomInMemory ? MEMORY_FOLDER : Path.of(System.getProperty("java.io.tmpdir"));
    }

    private static List<String> settings() {
        return List.of(
                "INFILE " + IMAGE,
                "OUTFILE " + OUTPUT,
                "COSTINFILE " + COSTS,
                "STATCOSTMODE DEFO",
                "INFILEFORMAT COMPLEX_DATA",
                "OUTFILEFORMAT FLOAT_DATA");
    }

    private void execute(Path folder, List<String> command, Cancellation cancellation) throws IOException {
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(LOG).toFile())
                .start();
        try {
            process.getOutputStream().close();
            long deadline = System.nanoTime() + options.timeout.toNanos();
            while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                cancellation.check();
                if (System.nanoTime() - deadline > 0) {
                    throw failure(folder, command, "did not finish within " + options.timeout);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            cancellation.cancel();
            cancellation.check();
        } finally {
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            throw failure(folder, command, "ended with exit code " + process.exitValue());
        }
    }

    private static UnwrapException failure(Path folder, List<String> command, String what) throws IOException {
        String log = Files.exists(folder.resolve(LOG)) ? Files.readString(folder.resolve(LOG)) : "";
        String tail = log.length() > LOG_TAIL ? "..." + log.substring(log.length() - LOG_TAIL) : log;
        return new UnwrapException("`" + String.join(" ", command) + "` " + what + "; its files are kept in " + folder
                + "\nlog: " + (tail.isBlank() ? "(empty)" : tail.strip()));
    }

    private static void write(Path file, MemorySegment content) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            long chunk = 1L << 28;
            for (long at = 0; at < content.byteSize(); at += chunk) {
                var buffer = content.asSlice(at, Math.min(chunk, content.byteSize() - at))
                        .asByteBuffer();
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
            }
        }
    }

    private static void read(Path folder, List<String> command, MemorySegment out) throws IOException {
        Path file = folder.resolve(OUTPUT);
        if (!Files.exists(file) || Files.size(file) != out.byteSize()) {
            throw failure(
                    folder,
                    command,
                    "left " + (Files.exists(file) ? Files.size(file) : "no") + " bytes of output, " + out.byteSize()
                            + " expected");
        }
        try (var channel = FileChannel.open(file);
                var arena = Arena.ofConfined()) {
            MemorySegment.copy(
                    channel.map(FileChannel.MapMode.READ_ONLY, 0, out.byteSize(), arena), 0, out, 0, out.byteSize());
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
    }
}
