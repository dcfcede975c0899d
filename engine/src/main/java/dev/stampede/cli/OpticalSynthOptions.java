package dev.stampede.cli;

import dev.stampede.runtime.UsageException;
import dev.stampede.synth.OpticalOptions;
import dev.stampede.synth.OpticalSimulator;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/// The options of `synth --layout optical`.
final class OpticalSynthOptions {
    /// Options of [SynthCommand] that mean the same for every layout.
    private static final Set<String> BOTH = Set.of(
            "--out",
            "--layout",
            "--force",
            "--threads",
            "--seed",
            "--width",
            "--height",
            "--first-date",
            "--step-days");

    @Option(names = "--size", paramLabel = "N|WxH", description = "Optical: columns and rows. Default: 512.")
    private String size;

    @Option(names = "--pixel-size", paramLabel = "M", description = "Optical: m. Default: 10.")
    private Double pixelSize;

    @Option(names = "--dates", paramLabel = "N", description = "Optical: scenes. Default: 2, before and after a fire.")
    private Integer dates;

    @Option(
            names = "--clouds",
            paramLabel = "X",
            description = "Optical: mean share of clouds, 0 to 0.9. Default: 0.1.")
    private Double clouds;

    @Option(names = "--no-fire", description = "Optical: no burn scar after the first date.")
    private boolean noFire;

    @Option(
            names = "--tiles",
            paramLabel = "N",
            description = "Optical: an archive too, of N by N tiles per date. Default: 0, none.")
    private Integer tiles;

    @Option(names = "--cube-days", paramLabel = "N", description = "Optical: days of the cube; 0: none. Default: 365.")
    private Integer cubeDays;

    /// Refuses options of the other kind of layout.
    void requireFitting(ParseResult line, boolean optical) {
        var own = new TreeSet<String>();
        for (var field : OpticalSynthOptions.class.getDeclaredFields()) {
            var option = field.getAnnotation(Option.class);
            if (option != null) {
                own.add(option.names()[0]);
            }
        }
        for (OptionSpec option : line.matchedOptions()) {
            String name = option.longestName();
            if (own.contains(name) && !optical) {
                throw new UsageException(
                        name + " is an option of --layout optical; leave it out, or choose that layout");
            }
            if (optical && !own.contains(name) && isOfRadar(option)) {
                throw new UsageException(name + " is an option of the layouts of radar; --layout optical takes "
                        + String.join(", ", own) + " and --seed, --width, --height, --first-date, --step-days");
            }
        }
    }

    private static boolean isOfRadar(OptionSpec option) {
        return option.userObject() instanceof java.lang.reflect.Field field
                && field.getDeclaringClass() == SynthCommand.class
                && !BOTH.contains(option.longestName());
    }

    OpticalSimulator simulator(Long seed, Integer width, Integer height, LocalDate firstDate, Integer stepDays) {
        var usual = OpticalOptions.USUAL;
        if (size != null && (width != null || height != null)) {
            throw new UsageException("give --size, or --width and --height, not both");
        }
        var sides = sides();
        try {
            return new OpticalSimulator(new OpticalOptions(
                    seed == null ? usual.seed() : seed,
                    width == null ? sides[0] : width,
                    height == null ? sides[1] : height,
                    pixelSize == null ? usual.pixelSize() : pixelSize,
                    usual.crs(),
                    usual.left(),
                    usual.top(),
                    firstDate == null ? usual.firstDate() : firstDate,
                    dates == null ? usual.dates() : dates,
                    stepDays == null ? usual.stepDays() : stepDays,
                    clouds == null ? usual.clouds() : clouds,
                    !noFire,
                    tiles == null ? usual.tiles() : tiles,
                    cubeDays == null ? usual.cubeDays() : cubeDays));
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }

    private int[] sides() {
        if (size == null) {
            return new int[] {OpticalOptions.USUAL.width(), OpticalOptions.USUAL.height()};
        }
        try {
            var parts = size.toLowerCase(Locale.ROOT).split("x", -1);
            if (parts.length <= 2) {
                return new int[] {Integer.parseInt(parts[0]), Integer.parseInt(parts[parts.length - 1])};
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new UsageException("--size is " + size + ", expected pixels as 512 or 800x600");
    }

    static Result result(OpticalSimulator.Report report) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("folder", report.folder().toAbsolutePath().toString());
        document.put("files", report.files());
        document.put(
                "scenes",
                report.scenes().stream().map(OpticalSimulator::document).toList());
        return Result.ok(document, () -> text(report));
    }

    private static String text(OpticalSimulator.Report report) {
        var table = new Table("date", "file", "clouds %", "shadow %", "water %", "burnt ha");
        for (var scene : report.scenes()) {
            table.row(
                    scene.date(),
                    scene.file().getFileName(),
                    percent(scene.cloudShare()),
                    percent(scene.shadowShare()),
                    percent(scene.waterShare()),
                    String.format(Locale.ROOT, "%.1f", scene.burntHectares()));
        }
        return table + "folder: " + report.folder() + "\n";
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f", 100 * share);
    }
}
