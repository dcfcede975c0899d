package dev.stampede.cli;

import dev.stampede.insar.pipeline.Doctor;
import dev.stampede.runtime.Machine;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/// `doctor`: what a run would find on this machine.
@picocli.CommandLine.Command(
        name = "doctor",
        description = "Looks at Java, vector unit, libraries, programs, memory and disk. Exit code 1 when something"
                + " stands in the way of a run.")
final class DoctorCommand extends Command {
    @Option(names = "--dataset", paramLabel = "DIR", description = "Look at the disk of this folder too.")
    private Path dataset;

    @Override
    public Result call() {
        var checks = Doctor.examine(session().config(), Optional.ofNullable(dataset), Machine.current());
        boolean healthy = Doctor.healthy(checks);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("ok", healthy);
        document.put("checks", checks.stream().map(DoctorCommand::row).toList());
        return new Result(healthy ? ExitCode.SUCCESS : ExitCode.FAILURE, document, () -> {
            var table = new Table("what", "state", "found", "advice");
            for (var check : checks) {
                table.row(check.topic(), word(check), check.finding(), check.advice());
            }
            return table + (healthy ? "ready to run\n" : "not ready: see the rows marked problem\n");
        });
    }

    private static Map<String, Object> row(Doctor.Check check) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("topic", check.topic());
        row.put("state", word(check));
        row.put("finding", check.finding());
        row.put("advice", check.advice());
        return row;
    }

    private static String word(Doctor.Check check) {
        return check.verdict().name().toLowerCase(Locale.ROOT);
    }
}
