package dev.stampede.insar.pipeline;

import dev.stampede.geometry.Triangulators;
import dev.stampede.insar.pipeline.config.Backends;
import dev.stampede.insar.pipeline.config.RunConfig;
import dev.stampede.insar.unwrap.Unwrappers;
import dev.stampede.io.NativeLibraries;
import dev.stampede.kernels.Backend;
import dev.stampede.kernels.VectorModule;
import dev.stampede.runtime.Machine;
import dev.stampede.runtime.ToolStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Looks at what a run would find on this machine: Java, vector unit, backends, libraries, programs, memory,
/// disk. Nothing is written.
public final class Doctor {
    /// Free space below which results of any size do not fit, bytes.
    private static final long LEAST_DISK = 1L << 30;

    /// Memory below which a patch of usual size does not fit, bytes.
    private static final long LEAST_MEMORY = 2L << 30;

    private static final int LEAST_JAVA = 25;
    private static final double GIB = 1L << 30;

    private final List<Check> checks = new ArrayList<>();

    private Doctor() {}

    /// How serious a finding is.
    public enum Verdict {
        /// As it should be.
        OK,
        /// Runs without it, slower or with less on offer.
        ABSENT,
        /// Runs will fail.
        PROBLEM
    }

    /// One finding.
    ///
    /// @param topic   what was looked at
    /// @param verdict how it is
    /// @param finding what was found
    /// @param advice  what to do about it; empty when there is nothing to do
    public record Check(String topic, Verdict verdict, String finding, String advice) {}

    /// @param dataset folder whose disk is looked at as well; may not exist yet
    public static List<Check> examine(RunConfig config, Optional<Path> dataset, Machine machine) {
        var doctor = new Doctor();
        doctor.java();
        doctor.vectors();
        doctor.memory(machine);
        doctor.backends();
        for (var library : NativeLibraries.all()) {
            doctor.add(
                    "library " + library.name(),
                    library.available() ? Verdict.OK : Verdict.ABSENT,
                    (library.available() ? "" : "not usable: ") + library.detail(),
                    library.available() ? "" : "needed for " + library.use() + " only");
        }
        doctor.triangle(config);
        doctor.snaphu(config);
        doctor.disk("temporary folder", Path.of(System.getProperty("java.io.tmpdir")));
        dataset.ifPresent(folder -> doctor.disk("dataset", folder.toAbsolutePath()));
        return List.copyOf(doctor.checks);
    }

    /// Whether nothing stands in the way of a run.
    public static boolean healthy(List<Check> checks) {
        return checks.stream().noneMatch(c -> c.verdict() == Verdict.PROBLEM);
    }

    private void add(String topic, Verdict verdict, String finding, String advice) {
        checks.add(new Check(topic, verdict, finding, advice));
    }

    private void java() {
        int feature = Runtime.version().feature();
        add(
                "java",
                feature >= LEAST_JAVA ? Verdict.OK : Verdict.PROBLEM,
                Runtime.version() + " of " + System.getProperty("java.vendor"),
                feature >= LEAST_JAVA ? "" : "install Java " + LEAST_JAVA + " and set STAMPEDE_JAVA_HOME to it");
    }

    private void vectors() {
        var vector = Backends.availability().get(Backend.VECTOR);
        add(
                "vector unit",
                vector.available() ? Verdict.OK : Verdict.ABSENT,
                vector.available() ? VectorModule.bits() + " bits" : vector.reason(),
                vector.available() ? "" : "start with bin/stampede, or add --add-modules jdk.incubator.vector");
    }

    private void memory(Machine machine) {
        long memory = machine.memoryBytes();
        add(
                "memory",
                memory >= LEAST_MEMORY ? Verdict.OK : Verdict.PROBLEM,
                gib(memory) + " for this process, " + gib(machine.defaultMemoryBudget())
                        + " of them planned for a run, at most "
                        + gib(Runtime.getRuntime().maxMemory()) + " on the Java heap",
                memory >= LEAST_MEMORY ? "" : "raise the memory limit, or prepare with more patches");
        add("processors", Verdict.OK, machine.processors() + " for this process", "");
    }

    private void backends() {
        Backends.availability().forEach((backend, state) -> {
            if (backend == Backend.NATIVE || backend == Backend.CUDA) {
                add(
                        "backend " + backend.label(),
                        state.available() ? Verdict.OK : Verdict.ABSENT,
                        state.available() ? Backends.describe(backend) : state.reason(),
                        state.available() ? "" : "the vector backend is used");
            }
        });
        add(
                "gpu",
                Backends.device().isPresent() ? Verdict.OK : Verdict.ABSENT,
                Backends.device().orElse("no device that kernels could use"),
                "");
    }

    /// Said only when the configuration asks for a library; without, the built-in triangulation needs nothing.
    private void triangle(RunConfig config) {
        var name = config.runSettings(0, Optional.empty()).triangulator();
        if (Triangulators.isLibrary(name)) {
            tool(Triangulators.status(name), true, "or leave tools.triangle out: the built-in triangulation is used");
        }
    }

    private void snaphu(RunConfig config) {
        boolean asked = config.usesSnaphu();
        var name = config.runSettings(0, Optional.empty()).snaphuProgram();
        var kind = Unwrappers.isLibrary(name) ? "library" : "program";
        var status = Unwrappers.snaphuStatus(name).stream()
                .filter(s -> s.kind().equals(kind))
                .findFirst()
                .orElseThrow();
        tool(
                status,
                asked,
                asked
                        ? "or use runtime.stage6_solver=native"
                        : "only needed for runtime.stage6_solver=snaphu; the built-in solver is used");
    }

    private void tool(ToolStatus status, boolean asked, String otherwise) {
        add(
                status.name(),
                status.found() ? Verdict.OK : asked ? Verdict.PROBLEM : Verdict.ABSENT,
                status.found() ? status.kind() + " " + status.file() : status.reason(),
                status.found() ? "" : otherwise);
    }

    private void disk(String topic, Path folder) {
        var there = folder;
        while (there != null && !Files.isDirectory(there)) {
            there = there.getParent();
        }
        try {
            long free = Files.getFileStore(there).getUsableSpace();
            boolean writable = Files.isWritable(there);
            boolean enough = free >= LEAST_DISK;
            add(
                    topic,
                    writable && enough ? Verdict.OK : Verdict.PROBLEM,
                    folder + ": " + gib(free) + " free" + (writable ? "" : ", not writable"),
                    writable ? enough ? "" : "make room" : "choose another folder or change its permissions");
        } catch (IOException e) {
            add(topic, Verdict.PROBLEM, folder + " cannot be looked at: " + e.getMessage(), "");
        }
    }

    private static String gib(long bytes) {
        return String.format(Locale.ROOT, "%.1f GiB", bytes / GIB);
    }
}
