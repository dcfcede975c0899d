package dev.stampede.cli;

import dev.stampede.insar.artifacts.DatasetLock;
import dev.stampede.insar.artifacts.DurableFiles;
import dev.stampede.insar.values.PointValues;
import dev.stampede.insar.values.ValueFiles;
import dev.stampede.insar.values.ValueType;
import dev.stampede.io.mat.MatFiles;
import dev.stampede.io.mat.MatFormat;
import dev.stampede.linalg.OrderStatistics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `velocity`: computes a value type and keeps it in the dataset under the name StaMPS gives it.
@picocli.CommandLine.Command(
        name = "velocity",
        description = "Computes velocities, their deviations, time series or any other value type into a MAT file.")
final class VelocityCommand extends Command {
    @Option(names = "--dataset", required = true, paramLabel = "DIR", description = "The dataset.")
    private Path dataset;

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description =
                    "v velocity, vs its deviation, vdrop leave-one-out, ts displacement over time, u unwrapped, and"
                            + " so on; corrections after a dash, as in v-do; capitals: the inverted series of small baselines."
                            + " Default: v.")
    private String type = "v";

    @Mixin
    private ValueChoice choice;

    @Override
    public Result call() throws IOException {
        var parsed = ValueType.parse(type);
        try (var opened = new OpenedValues(session(), dataset, choice.reference())) {
            var content = ValueFiles.of(opened.arena(), opened.source(), parsed, choice.draws(), choice.seed());
            var file = opened.dataset().root().file(content.name());
            try (var lock = DatasetLock.acquire(opened.dataset().root().path(), "velocity")) {
                lock.note().ifPresent(session().display()::message);
                DurableFiles.replace(file, temporary -> MatFiles.write(temporary, content.variables(), MatFormat.AUTO));
            }
            var document = document(file, content.values());
            return Result.ok(document, () -> text(document));
        }
    }

    private static Map<String, Object> document(Path file, PointValues values) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("file", file.toAbsolutePath().normalize().toString());
        document.put("value_type", values.type().code());
        document.put("title", values.title());
        document.put("unit", values.unit());
        document.put("sign", values.sign());
        document.put("points", values.values().rows());
        document.put("columns", values.values().cols());
        var statistics = new OrderStatistics(values.values());
        document.put("values", statistics.count());
        document.put("median", statistics.count() == 0 ? null : statistics.at(statistics.count() / 2));
        double[] limits = values.limits(0.001, 0.999);
        document.put("low", statistics.count() == 0 ? null : limits[0]);
        document.put("high", statistics.count() == 0 ? null : limits[1]);
        return document;
    }

    private static String text(Map<String, Object> d) {
        return d.get("title") + ", " + d.get("points") + " points x " + d.get("columns") + ", median " + d.get("median")
                + " " + d.get("unit") + ", 0.1 % to 99.9 % " + d.get("low") + " to " + d.get("high") + "\n"
                + d.get("file") + "\n";
    }
}
