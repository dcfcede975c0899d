package dev.stampede.benchmarks.io;

import dev.stampede.benchmarks.Seeded;
import dev.stampede.io.text.FixedDecimals;
import dev.stampede.io.text.KeyedText;
import dev.stampede.io.text.NumberReader;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/// Text files: a table of numbers as `pscands.1.ij` and a table of points to export hold it, `nPs` lines, and the
/// metadata of as many images as there are interferograms.
public class TextBenchmark extends FileBenchmark {
    private static final int LINES_OF_METADATA = 80;
    private static final int DECIMALS = 6;

    @Param({"20", "60", "200"})
    public int nIfg;

    @Param({"100000"})
    public int nPs;

    private Path table;
    private Path[] metadata;
    private double[] numbers;

    @Setup(Level.Trial)
    public void prepare() throws IOException {
        Path folder = makeFolder("text-benchmark");
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
        removeFolder();
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
