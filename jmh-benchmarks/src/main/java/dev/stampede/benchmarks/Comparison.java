package dev.stampede.benchmarks;

import dev.stampede.benchmarks.kernels.Fft2dBenchmark;
import java.lang.foreign.Arena;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// Processor time of every kernel on every backend against the same loop in C, one thread, warm, best of
/// several rounds that take turns: ratios hold even on a machine that is busy with other work.
///
/// Arguments: interferograms, points, a pattern of the names and one of the backends wanted (default 60, 20000, all,
/// all). Prints a table in Markdown.
public final class Comparison {
    private static final int ROUNDS = 7;
    private static final long ROUND_NANOS = 40_000_000L;

    /// Looked at one after another while warming up.
    private static final long WARM_NANOS = 200_000_000L;

    private static final int LEAST_WARM = 3;
    private static final int MOST_WARM = 60;

    /// Work beside the measuring thread that counts as compilers still being busy.
    private static final double BUSY = 0.05;

    private Comparison() {}

    public static void main(String[] arguments) {
        int ifgs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 60;
        int points = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20000;
        var wanted = Pattern.compile(arguments.length > 2 ? arguments[2] : "", Pattern.CASE_INSENSITIVE);
        var backends = Pattern.compile(arguments.length > 3 ? arguments[3] : "");
        System.out.println("| kernel | per | floor | times in ns | vector : reference | vector : C |");
        System.out.println("|---|---|---|---|---:|---:|");
        compared().forEach((name, benchmark) -> {
            if (wanted.matcher(name).find()) {
                try (var arena = Arena.ofShared()) {
                    System.out.println(row(name, benchmark.workload(arena, points, ifgs), backends));
                }
            }
        });
    }

    /// Every kernel benchmark by name, the transforms in each of their sizes.
    private static Map<String, KernelBenchmark<?>> compared() {
        Map<String, KernelBenchmark<?>> compared = new LinkedHashMap<>();
        for (var benchmark : KernelBenchmarks.all()) {
            compared.put(KernelBenchmarks.name(benchmark), benchmark);
        }
        for (int side : new int[] {40, 64}) {
            var transforms = new Fft2dBenchmark();
            transforms.side = side;
            compared.put("Fft2d" + side, transforms);
        }
        return compared;
    }

    private static String row(String name, Workload<?> workload, Pattern backends) {
        var nanos = measure(workload, backends);
        var times = new StringBuilder();
        nanos.forEach((backend, ns) -> times.append(times.isEmpty() ? "" : ", ")
                .append(backend)
                .append(' ')
                .append(figures(ns / workload.items())));
        Double vector = nanos.getOrDefault("vector", nanos.get("reference"));
        return "| " + name + " | " + workload.item() + " | " + workload.floor() + " | " + times + " | "
                + ratio(nanos.get("vector"), nanos.get("reference")) + " | "
                + ratio(vector, nanos.get(KernelBenchmark.C)) + " |";
    }

    /// Nanoseconds of processor time of one call, by backend.
    static Map<String, Double> measure(Workload<?> workload, Pattern backends) {
        Map<String, Runnable> actions = new LinkedHashMap<>();
        for (String backend : KernelBenchmark.choices(workload)) {
            if (backends.matcher(backend).find()) {
                var action = KernelBenchmark.action(workload, backend);
                actions.put(backend, action);
                warmUp(action);
            }
        }
        Map<String, Double> best = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            actions.forEach((backend, action) -> {
                long begun = cpuNanos();
                int calls = 0;
                do {
                    action.run();
                    calls++;
                } while (cpuNanos() - begun < ROUND_NANOS);
                best.merge(backend, (cpuNanos() - begun) / (double) calls, Math::min);
            });
        }
        return best;
    }

    /// Until the compilers have come to rest, however slowly a busy machine lets them.
    private static void warmUp(Runnable action) {
        boolean busy = true;
        for (int i = 0; i < MOST_WARM && (busy || i < LEAST_WARM); i++) {
            long begun = cpuNanos();
            long others = processNanos() - begun;
            do {
                action.run();
            } while (cpuNanos() - begun < WARM_NANOS);
            long now = cpuNanos();
            busy = processNanos() - now - others > BUSY * (now - begun);
        }
    }

    private static long processNanos() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                .getProcessCpuTime();
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static String ratio(Double a, Double b) {
        return a == null || b == null ? "–" : String.format(Locale.ROOT, "%.2f", a / b);
    }

    private static String figures(double ns) {
        return String.format(Locale.ROOT, ns < 10 ? "%.2f" : ns < 1000 ? "%.1f" : "%.0f", ns);
    }
}
