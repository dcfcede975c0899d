package dev.stampede.io.mat;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Random;

/// Reads damaged files of level 7.3, one after another, in a process of its own, which may crash. The
/// number of each trial goes to standard output before it begins, so that whoever started the process knows
/// the one it died in.
final class DamageTrials {
    private DamageTrials() {}

    /// @param arguments folder for the files, first trial, end of the trials, seed
    public static void main(String[] arguments) throws IOException {
        var folder = Path.of(arguments[0]);
        int end = Integer.parseInt(arguments[2]);
        long seed = Long.parseLong(arguments[3]);
        byte[][] samples = samples(folder);
        var file = folder.resolve("damaged.mat");
        for (int trial = Integer.parseInt(arguments[1]); trial < end; trial++) {
            System.out.println(trial);
            Files.write(file, damaged(samples, seed, trial));
            var what = "";
            long begun = System.nanoTime();
            try {
                readEverything(file);
                what = "harmless";
            } catch (FormatException e) {
                what = e.getMessage().contains("damaged.mat") ? "refused" : "unexpected " + e;
            } catch (Throwable e) {
                what = "unexpected " + e;
            }
            System.out.println("= " + what.replace('\n', ' ') + " | " + (System.nanoTime() - begun) / 1_000_000);
        }
        System.out.println("end");
    }

    /// A file with everything, one with few variables (so that damage meets structure more often) and one
    /// with chunks.
    static byte[][] samples(Path folder) throws IOException {
        var file = folder.resolve("sample.mat");
        try (var arena = Arena.ofConfined()) {
            var all = MatSamples.everything(arena);
            all.put("noise", MatSamples.noise(arena, 300, 2));
            all.put("counting", MatSamples.counting(arena, 3000, 4));
            all.remove("constant");
            var few = new LinkedHashMap<String, MatValue>();
            for (var name :
                    new String[] {"double_matrix", "single_complex", "cell_nested", "struct_array", "sparse", "text"}) {
                few.put(name, all.get(name));
            }
            var plain = new LinkedHashMap<String, MatValue>();
            plain.put("x", MatSamples.numbers(arena, MatClass.DOUBLE, false, 3, 2));
            plain.put("c", MatSamples.counting(arena, 40_000, 4));
            plain.put("d", Mat.scalar(3.0));
            var bytes = new byte[3][];
            int i = 0;
            for (var variables : Arrays.asList(all, few, plain)) {
                MatFiles.write(file, variables, MatFormat.V73);
                bytes[i++] = Files.readAllBytes(file);
            }
            return bytes;
        }
    }

    /// Cut, flipped bits, overwritten bytes, or a word overwritten by a likely one, from a seed.
    static byte[] damaged(byte[][] samples, long seed, int trial) {
        var random = new Random(seed * 1_000_003 + trial);
        var bytes = samples[trial % samples.length].clone();
        switch (trial / samples.length % 8) {
            case 0 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 1, 2, 3 -> {
                for (int flips = 1 + random.nextInt(6); flips > 0; flips--) {
                    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                }
            }
            case 4, 5 -> {
                int from = random.nextInt(bytes.length);
                int to = Math.min(bytes.length, from + 1 + random.nextInt(16));
                var fill = new byte[to - from];
                random.nextBytes(fill);
                if (random.nextInt(3) > 0) {
                    Arrays.fill(fill, (byte) (random.nextBoolean() ? 0xff : 0));
                }
                System.arraycopy(fill, 0, bytes, from, fill.length);
            }
            case 6 -> {
                for (int i = 0; i < 3; i++) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                }
            }
            default -> {
                int length = Math.min(bytes.length, 16 + random.nextInt(2000));
                int from = random.nextInt(bytes.length - length + 1);
                int to = random.nextInt(bytes.length - length + 1);
                System.arraycopy(bytes.clone(), from, bytes, to, length);
            }
        }
        return bytes;
    }

    static void readEverything(Path file) throws IOException {
        try (var mat = MatFiles.open(file)) {
            FormatException first = null;
            for (var variable : mat.variables()) {
                try (var arena = Arena.ofConfined()) {
                    mat.read(arena, variable.name());
                    if (variable.type().bytes() > 0 && variable.type() != MatClass.CHAR) {
                        boolean any = Arrays.stream(variable.dims()).skip(1).noneMatch(d -> d == 0);
                        mat.readColumns(arena, variable.name(), 0, any ? 1 : 0);
                    }
                } catch (FormatException e) {
                    first = first == null ? e : first;
                }
            }
            if (first != null) {
                throw first;
            }
        }
    }
}
