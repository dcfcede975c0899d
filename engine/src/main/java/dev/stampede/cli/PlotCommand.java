package dev.stampede.cli;

import dev.stampede.insar.values.ValueType;
import dev.stampede.plot.ColorMap;
import dev.stampede.plot.Figure;
import dev.stampede.plot.MapStyle;
import dev.stampede.plot.ValueMap;
import dev.stampede.runtime.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/// `plot`: a map of a value type.
@picocli.CommandLine.Command(name = "plot", description = "Draws a map of a value type as PNG.")
final class PlotCommand extends Command {
    /// What lies under the points.
    enum Under {
        amplitude,
        relief,
        none
    }

    @Option(names = "--dataset", required = true, paramLabel = "DIR", description = "The dataset.")
    private Path dataset;

    @Option(
            names = "--what",
            paramLabel = "TYPE",
            description =
                    "v velocity, vs its deviation, u unwrapped, ts displacement, w wrapped phase, hgt height, d m o s a"
                            + " error terms; corrections after a dash, as in v-do; capitals: the inverted series of"
                            + " small baselines. Default: v.")
    private String what = "v";

    @Option(
            names = "--ifg",
            paramLabel = "N",
            split = ",",
            description = "Interferograms to draw, numbered from 1. Default: all, up to 36.")
    private List<Integer> interferograms = new ArrayList<>();

    @Option(
            names = "--ref-ifg",
            paramLabel = "N",
            description = "Show interferograms minus interferogram N; -1: minus the one before.")
    private Integer relativeTo;

    @Option(
            names = "--ref",
            arity = "3",
            paramLabel = "LON LAT RADIUS",
            hideParamSyntax = true,
            description = "Show values relative to the points within RADIUS metres of a place.")
    private List<Double> reference = new ArrayList<>();

    @Option(
            names = "--range",
            arity = "2",
            paramLabel = "LOW HIGH",
            hideParamSyntax = true,
            description = "Ends of the colour scale.")
    private List<Double> range = new ArrayList<>();

    @Option(
            names = "--colormap",
            paramLabel = "NAME",
            description = "inflation, deflation, diverging, viridis, magma, vegetation, terrain, gray, hsv. Default:"
                    + " terrain for heights, hsv for wrapped phase, else the dataset's.")
    private String colormap;

    @Option(names = "--size", paramLabel = "PIXELS", description = "Width of the figure. Default: 1200.")
    private int size = 1200;

    @Option(names = "--background", description = "${COMPLETION-CANDIDATES}. Default: none.")
    private Under background = Under.none;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "PNG file to write.")
    private Path out;

    @Override
    public Result call() throws IOException {
        OutputFile.require("--out", out);
        if (!out.toString().toLowerCase(Locale.ROOT).endsWith(".png")) {
            throw new UsageException("--out is " + out + ", must end in .png");
        }
        if (relativeTo != null && relativeTo == 0) {
            throw new UsageException("--ref-ifg is 0, expected a number from 1, or -1");
        }
        try (var values = new OpenedValues(session(), dataset, List.of())) {
            var opened = values.dataset();
            var patches = opened.patches().stream().map(p -> p.folder().path()).toList();
            var name = dataset.toAbsolutePath().normalize().getFileName().toString();
            var figure = ValueMap.figure(
                    options(), name, MapStyle.of(values.parameters()), values.source(), opened.root(), patches);
            figure.write(out, size);
            return Result.ok(document(figure), () -> out + "\n");
        }
    }

    private ValueMap.Options options() {
        return new ValueMap.Options(
                ValueType.parse(what),
                interferograms,
                relativeTo == null ? OptionalInt.empty() : OptionalInt.of(relativeTo),
                reference.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Figure.Circle(reference.get(0), reference.get(1), reference.get(2))),
                range.isEmpty() ? Optional.empty() : Optional.of(new double[] {range.get(0), range.get(1)}),
                Optional.ofNullable(colormap).map(ColorMap::parse),
                ValueMap.Ground.valueOf(background.name().toUpperCase(Locale.ROOT)));
    }

    private Map<String, Object> document(Figure figure) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("file", out.toAbsolutePath().toString());
        document.put("value_type", what);
        document.put("title", figure.title());
        document.put("unit", figure.unit());
        document.put("low", figure.low());
        document.put("high", figure.high());
        document.put("maps", figure.maps().size());
        document.put("points", figure.maps().getFirst().value().length);
        return document;
    }
}
