package dev.stampede.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// From how much work on each backend is worth its start: processor time of a new Java process, compiler
/// threads included, from the first call of a kernel on. Prints rows for `measured-backends.txt`.
///
/// One process per kernel and backend calls the kernel on as many points again and again and notes the
/// time spent each time the work done has doubled. A backend wins from the smallest such work on at which
/// it has spent less than every backend before it, and stays ahead.
///
/// Arguments: a part of the name of the benchmarks wanted (default all), the processor seconds the process of the
/// reference may spend, half of what the others may (default 2.5; they need longer until they are compiled), and
/// the points of a call (default 512; more for a kernel whose time for a point depends on how many there are).
public final class BreakEven {
    private static final String POINTS = "512";
    private static final int IFGS = 30;

    /// What `work` counts, by kernel; points times interferograms where nothing is said.
    private static final Map<String, String> MEASURES = Map.ofEntries(
            Map.entry("prep_amplitude", "pixels x images"),
            Map.entry("stage2_histogram", "points"),
            Map.entry("stage2_topofit", "points x interferograms x trials"),
            Map.entry("stage2_topofit_row_invariant", "points x interferograms x trials"),
            Map.entry("stage2_topofit_coh_row_invariant", "points x interferograms x trials"),
            Map.entry("stage2_clap_filter_kernel", "cells x interferograms"),
            Map.entry("stage3_clap_filt_patch", "cells x interferograms"),
            Map.entry("stage4_edge_stats", "edges x images x images"),
            Map.entry("stage6_goldstein_filter", "cells x interferograms"),
            Map.entry("stage6_estimate_la_error", "arcs x interferograms"),
            Map.entry("stage6_smooth_3d_full_single_master", "arcs x interferograms x interferograms"),
            Map.entry("stage6_arc_scatter", "arcs x interferograms"),
            Map.entry("stage7_mean_velocity_fit", "points x interferograms x results"),
            Map.entry("stage8_edge_noise", "points x interferograms x results"),
            Map.entry("stage6_smooth_network", "arcs x interferograms x interferograms"),
            Map.entry("weighted_affine_fit", "points x interferograms x results"),
            Map.entry("mosaic_masked_moments", "pixels"),
            Map.entry("mosaic_gain_offset", "pixels"),
            Map.entry("mosaic_block_correction", "pixels"),
            Map.entry("mosaic_pixel_widening", "pixels"),
            Map.entry("raster_line_exponential", "numbers"),
            Map.entry("patch_overlap_add", "values"),
            Map.entry("raster_elementwise", "pixels"),
            Map.entry("fft_2d", "transforms"),
            Map.entry("fft_smoothed_magnitude", "spectra"));

    private BreakEven() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length == 4 && arguments[0].equals("child")) {
            child(arguments[1], arguments[2], Integer.parseInt(arguments[3]));
            return;
        }
        String part = arguments.length > 0 ? arguments[0].toLowerCase(Locale.ROOT) : "";
        String seconds = arguments.length > 1 ? arguments[1] : "2.5";
        String points = arguments.length > 2 ? arguments[2] : POINTS;
        for (var benchmark : KernelBenchmarks.all()) {
            String name = KernelBenchmarks.name(benchmark);
            if (name.toLowerCase(Locale.ROOT).contains(part)) {
                compare(benchmark, name, seconds, points);
            }
        }
    }

    private static void compare(KernelBenchmark<?> benchmark, String name, String seconds, String points)
            throws IOException, InterruptedException {
        List<String> backends;
        String kernel;
        try (var arena = Arena.ofShared()) {
            var workload = benchmark.workload(arena, 64, 8);
            kernel = workload.family().id();
            backends = new ArrayList<>(KernelBenchmark.choices(workload));
        }
        backends.remove(KernelBenchmark.C);
        if (backends.size() < 2) {
            return;
        }
        Map<String, NavigableMap<Long, Double>> spent = new LinkedHashMap<>();
        for (String backend : backends) {
            double limit = Double.parseDouble(seconds) * (backend.equals("reference") ? 1 : 2);
            spent.put(backend, measured(name, backend, Double.toString(limit), points));
        }
        spent.forEach((backend, curve) -> System.err.println(name + " " + backend + " " + curve));
        printRows(kernel, spent);
    }

    /// Processor seconds by work done.
    private static NavigableMap<Long, Double> measured(String name, String backend, String seconds, String points)
            throws IOException, InterruptedException {
        var child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules=jdk.incubator.vector",
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseParallelGC",
                        "-Xmx1g",
                        "-Dseconds=" + seconds,
                        "-cp",
                        System.getProperty("java.class.path"),
                        BreakEven.class.getName(),
                        "child",
                        name,
                        backend,
                        points)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var curve = new TreeMap<Long, Double>();
        try (var lines = child.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] cells = line.split(" ");
                curve.put(Long.parseLong(cells[0]), Double.parseDouble(cells[1]));
            }
        }
        child.waitFor();
        return curve;
    }

    private static void child(String name, String backend, int points) {
        var benchmark = KernelBenchmarks.all().stream()
                .filter(b -> KernelBenchmarks.name(b).equals(name))
                .findFirst()
                .orElseThrow();
        double limit = Double.parseDouble(System.getProperty("seconds"));
        try (var arena = Arena.ofShared()) {
            var workload = benchmark.workload(arena, points, IFGS);
            double begun = processSeconds();
            var action = KernelBenchmark.action(workload, backend);
            long calls = 0;
            for (long next = 1; processSeconds() - begun < limit; next *= 2) {
                while (calls < next) {
                    action.run();
                    calls++;
                }
                System.out.println(calls * workload.work() + " " + (processSeconds() - begun));
            }
        }
    }

    private static double processSeconds() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime() / 1e9;
    }

    /// One row where the cheapest backend changes.
    private static void printRows(String kernel, Map<String, NavigableMap<Long, Double>> spent) {
        NavigableMap<Long, Double> reference = spent.get("reference");
        String last = null;
        for (long work : merged(spent)) {
            var order = spent.keySet().stream()
                    .sorted((a, b) -> Double.compare(at(spent.get(a), work), at(spent.get(b), work)))
                    .toList();
            if (!order.getFirst().equals(last)) {
                System.out.printf(
                        Locale.ROOT,
                        "%s | %s | %s | %s | %s, %s: %s%n",
                        kernel,
                        MEASURES.getOrDefault(kernel, "points x interferograms"),
                        last == null ? "0" : String.format(Locale.ROOT, "%.1e", (double) work),
                        String.join(" ", order),
                        LocalDate.now(),
                        processor(),
                        times(spent, work));
                last = order.getFirst();
            }
        }
        if (reference.isEmpty()) {
            throw new AssertionError("the reference of " + kernel + " did not run");
        }
    }

    private static java.util.SortedSet<Long> merged(Map<String, NavigableMap<Long, Double>> spent) {
        var works = new java.util.TreeSet<Long>();
        spent.values().forEach(curve -> works.addAll(curve.keySet()));
        return works;
    }

    /// Time for this much work; beyond the end of a curve by its last slope.
    private static double at(NavigableMap<Long, Double> curve, long work) {
        var end = curve.lastEntry();
        var before = curve.lowerEntry(end.getKey());
        if (work > end.getKey() && before != null) {
            double slope = (end.getValue() - before.getValue()) / (end.getKey() - before.getKey());
            return end.getValue() + slope * (work - end.getKey());
        }
        var from = curve.floorEntry(work);
        var to = curve.ceilingEntry(work);
        return from == null ? to.getValue() : from.getValue();
    }

    private static String times(Map<String, NavigableMap<Long, Double>> spent, long work) {
        var text = new ArrayList<String>();
        spent.forEach((backend, curve) -> text.add(String.format(Locale.ROOT, "%s %.2g s", backend, at(curve, work))));
        return String.join(", ", text);
    }

    private static String processor() {
        try (var lines = java.nio.file.Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(l -> l.startsWith("model name"))
                    .findFirst()
                    .map(l -> l.substring(l.indexOf(':') + 1).trim())
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }
}
