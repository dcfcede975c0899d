package dev.stampede.cli;

import dev.stampede.insar.pipeline.KernelCatalog;
import dev.stampede.insar.pipeline.config.Backends;
import dev.stampede.insar.pipeline.config.RunConfig;
import dev.stampede.kernels.Backend;
import dev.stampede.kernels.KernelFamily;
import dev.stampede.kernels.KernelRegistry;
import dev.stampede.kernels.KernelUnavailableException;
import dev.stampede.kernels.MeasuredBackends;
import dev.stampede.kernels.VectorModule;
import dev.stampede.runtime.Machine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `describe-backends`: which kernels can run on what, and why not.
@picocli.CommandLine.Command(
        name = "describe-backends",
        description = "Lists kernels, the backends they have, which of them can run here and which would be used.")
final class DescribeBackendsCommand extends Command {
    @Override
    public Result call() {
        var config = session().config();
        var availability = Backends.availability();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("providers", providers(registry(config, 1)));
        Map<String, Object> kernels = new LinkedHashMap<>();
        var table = new Table("kernel", "supported", "available", "used for large work", "smaller");
        for (var family : KernelCatalog.families()) {
            int stage = family.id().startsWith("stage") ? family.id().charAt(5) - '0' : 1;
            var row = row(registry(config, stage), family);
            kernels.put(family.id(), row);
            table.row(
                    family.id(),
                    words(row.get("supported_backends")),
                    words(row.get("available_backends")),
                    row.get("selected_backend") == null ? "refused" : row.get("selected_backend"),
                    smaller(row));
        }
        document.put("kernels", kernels);
        document.put("runtime_external_dependencies", ExternalTools.rows(config));
        document.put("lane_bits", VectorModule.bits());
        document.put("threads", Machine.current().processors());
        document.put("device", Backends.device().orElse(null));
        return Result.ok(
                document,
                () -> table + "\n" + providerText(document) + "\n" + ExternalTools.text(ExternalTools.rows(config)));
    }

    private static KernelRegistry registry(RunConfig config, int stage) {
        return config.registry(KernelCatalog.families(), Backends.availability(), stage, "");
    }

    private static Map<String, Object> row(KernelRegistry registry, KernelFamily<?> family) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("supported_backends", labels(List.copyOf(family.variants().keySet())));
        row.put(
                "available_backends",
                labels(family.variants().keySet().stream()
                        .filter(b -> registry.availability(b).available())
                        .toList()));
        row.put("baseline_backend", Backend.REFERENCE.label());
        try {
            var choice = registry.decide(family, KernelRegistry.LARGE);
            row.put("selected_backend", choice.backend().label());
            row.put("reason", choice.reason());
            row.put("by_work", byWork(registry, family));
        } catch (KernelUnavailableException refused) {
            row.put("selected_backend", null);
            row.put("reason", refused.getMessage());
        }
        return row;
    }

    /// One entry per size class of the measured table; none for a kernel that was not measured.
    private static List<Map<String, Object>> byWork(KernelRegistry registry, KernelFamily<?> family) {
        List<Map<String, Object>> classes = new ArrayList<>();
        for (var measured : MeasuredBackends.shipped().rows(family.id())) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("work", measured.measure());
            row.put("from", measured.from());
            row.put("auto", labels(measured.order()));
            row.put(
                    "selected_backend",
                    registry.decide(family, measured.from()).backend().label());
            row.put("measured", measured.measured());
            classes.add(row);
        }
        return classes;
    }

    /// What smaller work runs on, where that differs.
    private static String smaller(Map<String, Object> row) {
        List<String> parts = new ArrayList<>();
        if (row.get("by_work") instanceof List<?> classes) {
            for (int i = 0; i + 1 < classes.size(); i++) {
                var here = (Map<?, ?>) classes.get(i);
                var next = (Map<?, ?>) classes.get(i + 1);
                if (!here.get("selected_backend").equals(row.get("selected_backend"))) {
                    parts.add(here.get("selected_backend") + " below "
                            + String.format(java.util.Locale.ROOT, "%.1e", ((Long) next.get("from")).doubleValue())
                            + " " + here.get("work"));
                }
            }
        }
        return String.join(", ", parts);
    }

    private static List<String> labels(List<Backend> backends) {
        return backends.stream().map(Backend::label).toList();
    }

    private static String words(Object labels) {
        return String.join(
                " ", ((List<?>) labels).stream().map(Object::toString).toList());
    }

    private static Map<String, Object> providers(KernelRegistry registry) {
        Map<String, Object> providers = new LinkedHashMap<>();
        for (var backend : Backend.values()) {
            var state = registry.availability(backend);
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("description", Backends.describe(backend));
            row.put("aliases", new ArrayList<>(Backends.aliasesOf(backend)));
            row.put("available", state.available());
            row.put("unavailable_reason", state.available() ? null : state.reason());
            providers.put(backend.label(), row);
        }
        return providers;
    }

    private static String providerText(Map<String, Object> document) {
        var table = new Table("backend", "here", "what it is, or why it is not here");
        ((Map<?, ?>) document.get("providers")).forEach((name, value) -> {
            var row = (Map<?, ?>) value;
            boolean available = (Boolean) row.get("available");
            table.row(name, available ? "yes" : "no", row.get(available ? "description" : "unavailable_reason"));
        });
        return table + "" + document.get("threads") + " threads, vectors of " + document.get("lane_bits") + " bits\n";
    }
}
