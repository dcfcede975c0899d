package dev.stampede.benchmarks.io;

import dev.stampede.benchmarks.Seeded;
import dev.stampede.io.mat.Mat;
import dev.stampede.io.mat.MatArray;
import dev.stampede.io.mat.MatFiles;
import dev.stampede.io.mat.MatFormat;
import dev.stampede.io.mat.MatValue;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/// A phase stack as `ph1.mat` holds it, complex single precision, `8 nPs nIfg` bytes, in each container
/// format; files stay in the page cache.
public class MatBenchmark extends FileBenchmark {
    static final String VARIABLE = "ph";

    @Param({"V5", "V7", "V73"})
    public MatFormat format;

    @Param({"20", "60", "200"})
    public int nIfg;

    @Param({"100000"})
    public int nPs;

    private Arena arena;
    private SequencedMap<String, MatValue> stack;
    private Path stored;
    private Path written;

    @Setup(Level.Trial)
    public void prepare() throws IOException {
        arena = Arena.ofShared();
        stack = new LinkedHashMap<>();
        stack.put(VARIABLE, Mat.of(new Seeded(arena).smoothPhasors(nPs, nIfg)));
        Path folder = makeFolder("mat-benchmark");
        stored = folder.resolve("stored.mat");
        written = folder.resolve("written.mat");
        MatFiles.write(stored, stack, format);
    }

    @TearDown(Level.Trial)
    public void release() throws IOException {
        arena.close();
        removeFolder();
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
