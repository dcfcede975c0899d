package dev.stampede.benchmarks.io;

import dev.stampede.benchmarks.Seeded;
import dev.stampede.io.text.FixedDecimals;
import dev.stampede.io.text.KeyedText;
import dev.stampede.io.text.NumberReader;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
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

/// Text files: a table of numbers as `pscands.1.ij` and a table of points to export hold it, `nPs` lines, and the
/// metadata of as many images as there are interferograms.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 3,
        jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED", "-Xms1g", "-Xmx1g"
        })
public class TextBenchmark {
    private static final int LINES_OF_METADATA = 80;
    private static final int DECIMALS = 6;

    @Param({"20", "60", "200"})
    public int nIfg;

    @Param({"100000"})
    public int nPs;

    private Path folder;
    private Path table;
    private Path[] metadata;
    private double[] numbers;

    @Setup(Level.Trial)
    public void prepare() throws IOException {
        folder = Files.createTempDirectory("text-benchmark");
        table = folder.resolve("pscands.1.ij");
        try (var arena = Arena.ofConfined()) {
            numbers = new Seeded(arena).random().doubles(3L * nPs, -180, 180).toArray();
        }
        Files.writeString(table, write());
        metadata = new Path[nIfg];
        for (int i = 0; i < nIfg; i++) {
            var text = new StringBuilder();
            for (int line = 0; line < LINES_OF_METADATA; line++) {
                text.append("keyword_")
                        .append(line)
                        .append(":\t")
                        .append(line + 0.25 * i)
                        .append("  m\n");
            }
            metadata[i] = Files.writeString(folder.resolve(i + ".rslc.par"), text);
        }
    }

    @TearDown(Level.Trial)
    public void release() throws IOException {
        Files.delete(table);
        for (Path file : metadata) {
            Files.delete(file);
        }
        Files.delete(folder);
    }

    /// The sum of three numbers a line.
    @Benchmark
    public double readTable() throws IOException {
        double sum = 0;
        try (var arena = Arena.ofConfined()) {
            var reader = NumberReader.map(arena, table);
            while (reader.hasNext()) {
                sum += reader.next();
            }
        }
        return sum;
    }

    /// Three numbers a line with six decimals.
    @Benchmark
    public String write() {
        var text = new StringBuilder(36 * nPs);
        for (int i = 0; i < numbers.length; i++) {
            FixedDecimals.append(text, numbers[i], DECIMALS);
            text.append(i % 3 == 2 ? '\n' : ' ');
        }
        return text.toString();
    }

    /// Ten numbers of each image.
    @Benchmark
    public double readMetadata() throws IOException {
        double sum = 0;
        for (Path file : metadata) {
            var text = KeyedText.read(file);
            for (int line = 0; line < 10; line++) {
                sum += text.number("keyword_" + line + ":");
            }
        }
        return sum;
    }

    double[] numbers() {
        return numbers;
    }
}
