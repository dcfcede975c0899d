package dev.stampede.cli;

import dev.stampede.insar.pipeline.KernelCatalog;
import dev.stampede.insar.pipeline.config.Backends;
import dev.stampede.kernels.Backend;
import dev.stampede.kernels.KernelRegistry;
import dev.stampede.kernels.Lanes;
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
    private static final Map<Backend, String> DESCRIPTIONS = Map.of(
            Backend.REFERENCE, "scalar Java; the definition every other backend is tested against",
            Backend.VECTOR, "Java Vector API, lanes across points",
            Backend.NATIVE, "Rust library through the Foreign Function and Memory API",
            Backend.CUDA, "NVIDIA device");

    @Override
    public Result call() {
        var config = session().config();
        var availability = KernelRegistry.pureJavaAvailability();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("providers", providers(config.registry(KernelCatalog.families(), availability, 1, "")));
        Map<String, Object> kernels = new LinkedHashMap<>();
        var table = new Table("kernel", "supported", "available", "used");
        for (var family : KernelCatalog.families()) {
            int stage = family.id().startsWith("stage") ? family.id().charAt(5) - '0' : 1;
            var registry = config.registry(KernelCatalog.families(), availability, stage, "");
            List<String> supported =
                    family.variants().keySet().stream().map(Backend::label).toList();
            List<String> usable = family.variants().keySet().stream()
                    .filter(b -> registry.availability(b).available())
                    .map(Backend::label)
                    .toList();
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("supported_backends", supported);
            row.put("available_backends", usable);
            row.put("baseline_backend", Backend.REFERENCE.label());
            row.put("selected_backend", registry.choose(family).label());
            kernels.put(family.id(), row);
            table.row(family.id(), String.join(" ", supported), String.join(" ", usable), row.get("selected_backend"));
        }
        document.put("kernels", kernels);
        document.put("runtime_external_dependencies", ExternalTools.rows(config));
        document.put("lane_bits", availability.get(Backend.VECTOR).available() ? Lanes.BITS : 0);
        document.put("threads", Machine.current().processors());
        document.put("device", null);
        return Result.ok(
                document,
                () -> table + "\n" + providerText(document) + "\n" + ExternalTools.text(ExternalTools.rows(config)));
    }

    private static Map<String, Object> providers(KernelRegistry registry) {
        Map<String, Object> providers = new LinkedHashMap<>();
        for (var backend : Backend.values()) {
            var state = registry.availability(backend);
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("description", DESCRIPTIONS.get(backend));
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
