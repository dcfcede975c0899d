package dev.stampede.benchmarks.unwrap;

import dev.stampede.insar.unwrap.NetworkUnwrapper;
import dev.stampede.insar.unwrap.UnwrapException;
import dev.stampede.insar.unwrap.UnwrapReport;
import dev.stampede.insar.unwrap.UnwrapRun;
import dev.stampede.insar.unwrap.Unwrapper;
import dev.stampede.insar.unwrap.Unwrappers;
import dev.stampede.memory.IntMatrix;
import dev.stampede.runtime.Cancellation;
import dev.stampede.runtime.Progress;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Prints, for synthetic families, how long one interferogram takes with the own solver and with the user's
/// snaphu, and how the results differ. CPU milliseconds of one thread. The own solver is warm, and the
/// graph, which a run builds once, has a column of its own; snaphu's time includes its files, which lie in
/// memory, or, in this process, nothing of the kind.
///
///     java ... UnwrapComparison 700x900 e,m,n,h [repetitions] [snaphu-program|snaphu-library.so|none]
public final class UnwrapComparison {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final long SEED = 1;

    private UnwrapComparison() {}

    public static void main(String[] args) throws IOException {
        int rows = Integer.parseInt(args[0].split("x")[0]);
        int cols = Integer.parseInt(args[0].split("x")[1]);
        int repetitions = args.length > 2 ? Integer.parseInt(args[2]) : 7;
        var snaphu = peer(args.length > 3 ? args[3] : "snaphu");
        System.out.println("| input | units | graph ms | own ms | first call ms | snaphu ms | factor | own cost |"
                + " own - snaphu | other cycles |");
        System.out.println("|---|---|---|---|---|---|---|---|---|---|");
        for (String family : args[1].toUpperCase(Locale.ROOT).split(",")) {
            System.out.println(row(UnwrapFamily.valueOf(family), rows, cols, repetitions, snaphu));
        }
    }

    private static Optional<Unwrapper> peer(String name) {
        try {
            return Optional.of(Unwrappers.named("snaphu", name));
        } catch (UnwrapException e) {
            return Optional.empty();
        }
    }

    private static String row(UnwrapFamily family, int rows, int cols, int repetitions, Optional<Unwrapper> snaphu)
            throws IOException {
        try (Arena arena = Arena.ofShared()) {
            var scene = UnwrapScene.of(arena, family, rows, cols, SEED);
            double start = ownMillis();
            var run = new NetworkUnwrapper().prepare(arena, scene.grid());
            double graph = ownMillis() - start;
            var own = solve(arena, run, scene, repetitions);
            var text = String.format(
                    Locale.ROOT,
                    "| %s %dx%d | %d | %.0f | %.1f | %.1f ",
                    family.name().toLowerCase(Locale.ROOT),
                    rows,
                    cols,
                    own.report.excessUnits(),
                    graph,
                    own.median(),
                    own.millis.getFirst());
            if (!own.report.certified() || !own.report.conserved()) {
                throw new AssertionError("no certificate: " + own.report);
            }
            if (snaphu.isEmpty()) {
                return text + "| - | - | " + own.report.totalCost() + " | - | - |";
            }
            var peer = solve(arena, snaphu.get().prepare(arena, scene.grid()), scene, 1);
            return text
                    + String.format(
                            Locale.ROOT,
                            "| %.0f | %.1f | %d | %d | %d |",
                            peer.median(),
                            peer.median() / own.median(),
                            own.report.totalCost(),
                            own.report.totalCost() - peer.report.totalCost(),
                            differing(own.cycles, peer.cycles));
        }
    }

    private record Timed(List<Double> millis, UnwrapReport report, IntMatrix cycles) {
        double median() {
            return millis.stream().sorted().toList().get(millis.size() / 2);
        }
    }

    private static Timed solve(Arena arena, UnwrapRun run, UnwrapScene scene, int repetitions) throws IOException {
        try (var worker = run.openWorker()) {
            var millis = new ArrayList<Double>();
            for (int i = 0; ; i++) {
                double start = ownMillis() + childMillis();
                var result = worker.unwrap(scene.interferogram(), new Cancellation(), Progress.NONE);
                millis.add(ownMillis() + childMillis() - start);
                if (i + 1 >= repetitions) {
                    return new Timed(millis, result.report(), result.copyCycles(arena));
                }
            }
        }
    }

    private static double ownMillis() {
        return THREADS.getCurrentThreadCpuTime() / 1e6;
    }

    /// CPU time of all child processes that have ended (Linux: in ticks of 10 ms), wall time elsewhere.
    private static double childMillis() throws IOException {
        Path stat = Path.of("/proc/self/stat");
        if (!Files.isReadable(stat)) {
            return System.nanoTime() / 1e6;
        }
        String text = Files.readString(stat);
        String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
        return 10.0 * (Long.parseLong(fields[13]) + Long.parseLong(fields[14]));
    }

    /// Cells whose cycles differ after the most frequent difference is taken out.
    private static long differing(IntMatrix a, IntMatrix b) {
        var difference = new int[Math.toIntExact(a.size())];
        for (int i = 0; i < difference.length; i++) {
            difference[i] = a.get(i) - b.get(i);
        }
        Arrays.sort(difference);
        long longest = 0;
        long current = 0;
        for (int i = 0; i < difference.length; i++) {
            current = i > 0 && difference[i] == difference[i - 1] ? current + 1 : 1;
            longest = Math.max(longest, current);
        }
        return difference.length - longest;
    }
}
