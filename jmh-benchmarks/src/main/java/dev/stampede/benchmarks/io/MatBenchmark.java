package dev.stampede.benchmarks.io;

import dev.stampede.benchmarks.Seeded;
import dev.stampede.io.mat.Mat;
import dev.stampede.io.mat.MatArray;
import dev.stampede.io.mat.MatFiles;
import dev.stampede.io.mat.MatFormat;
import dev.stampede.io.mat.MatValue;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// A phase stack as `ph1.mat` holds it, complex single precision, `8 nPs nIfg` bytes, in each container
/// format; files stay in the page cache.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 3,
        jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED", "-Xms1g", "-Xmx1g"
        })
public class MatBenchmark {
    static final String VARIABLE = "ph";

    @Param({"V5", "V7", "V73"})
    public MatFormat format;

    @Param({"20", "60", "200"})
    public int nIfg;

    @Param({"100000"})
    public int nPs;

    private Arena arena;
    private SequencedMap<String, MatValue> stack;
    private Path folder;
    private Path stored;
    private Path written;

    @Setup(Level.Trial)
    public void prepare() throws IOException {
        arena = Arena.ofShared();
        stack = new LinkedHashMap<>();
        stack.put(VARIABLE, Mat.of(new Seeded(arena).smoothPhasors(nPs, nIfg)));
        folder = Files.createTempDirectory("mat-benchmark");
        stored = folder.resolve("stored.mat");
        written = folder.resolve("written.mat");
        MatFiles.write(stored, stack, format);
    }

    @TearDown(Level.Trial)
    public void release() throws IOException {
        arena.close();
        Files.delete(stored);
        Files.deleteIfExists(written);
        Files.delete(folder);
    }

    /// The whole variable into memory of its own.
    @Benchmark
    public long read() throws IOException {
        try (var owner = Arena.ofConfined();
                var file = MatFiles.open(stored)) {
            return ((MatArray) file.read(owner, VARIABLE)).size();
        }
    }

    @Benchmark
    public Path write() throws IOException {
        MatFiles.write(written, stack, format);
        return written;
    }

    MatValue original() {
        return stack.get(VARIABLE);
    }
}
