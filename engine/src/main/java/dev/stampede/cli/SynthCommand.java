package dev.stampede.cli;

import dev.stampede.insar.synth.ExportLayout;
import dev.stampede.insar.synth.Preset;
import dev.stampede.insar.synth.StackSimulator;
import dev.stampede.insar.synth.SynthOptions;
import dev.stampede.insar.synth.SynthOptions.Acquisitions;
import dev.stampede.insar.synth.SynthOptions.Footprint;
import dev.stampede.insar.synth.SynthOptions.Ground;
import dev.stampede.insar.synth.SynthOptions.Network;
import dev.stampede.insar.synth.SynthOptions.PathDelay;
import dev.stampede.runtime.Machine;
import dev.stampede.runtime.UsageException;
import dev.stampede.runtime.Workers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `synth`: an export whose truth is known.
@picocli.CommandLine.Command(
        name = "synth",
        description =
                "Simulates data with known truth. Layouts of radar: an export with subsidence bowl, fault, DEM error,"
                        + " delays, ramps, clutter; options not given come from the preset. Layout optical: scenes like"
                        + " Sentinel-2's with fields, water, clouds and a burn scar.")
final class SynthCommand extends Command {
    /// Folder layouts.
    enum SynthLayout {
        snap,
        gamma,
        doris,
        isce,
        optical
    }

    /// Networks of interferograms.
    enum NetworkMode {
        ps,
        sb
    }

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder to write; created if absent.")
    private Path out;

    @Option(names = "--preset", description = "Size: ${COMPLETION-CANDIDATES}. Default: demo.")
    private Preset preset = Preset.DEMO;

    @Option(names = "--layout", description = "snap, gamma (the same files), doris, isce, or optical. Default: snap.")
    private SynthLayout layout = SynthLayout.snap;

    @Option(names = "--mode", description = "ps: one reference image; sb: small baselines. Default: ps.")
    private NetworkMode mode = NetworkMode.ps;

    @Option(names = "--force", description = "Write into a folder that is not empty.")
    private boolean force;

    @Option(names = "--threads", paramLabel = "N", description = "Threads; 0 = all. The files do not depend on it.")
    private int threads;

    @Option(names = "--seed", paramLabel = "N", description = "Of every random draw.")
    private Long seed;

    @Option(names = "--width", paramLabel = "N", description = "Range samples; of optical scenes, columns.")
    private Integer width;

    @Option(names = "--height", paramLabel = "N", description = "Azimuth lines; of optical scenes, rows.")
    private Integer height;

    @Option(names = "--images", paramLabel = "N", description = "Acquisitions.")
    private Integer images;

    @Option(names = "--master-index", paramLabel = "N", description = "Reference image, from 0. Default: the middle.")
    private Integer masterIndex;

    @Option(names = "--first-date", paramLabel = "YYYYMMDD", description = "Of the first image.")
    private String firstDate;

    @Option(names = "--step-days", paramLabel = "N", description = "Repeat interval, days.")
    private Integer stepDays;

    @Option(names = "--gap-prob", paramLabel = "P", description = "Chance that an acquisition is missing.")
    private Double gapProbability;

    @Option(names = "--bperp-std", paramLabel = "M", description = "Spread of perpendicular baselines, m.")
    private Double bperpStd;

    @Option(names = "--rg-spacing", paramLabel = "M", description = "Slant range spacing, m.")
    private Double rangeSpacing;

    @Option(names = "--az-spacing", paramLabel = "M", description = "Azimuth spacing, m.")
    private Double azimuthSpacing;

    @Option(names = "--near-range", paramLabel = "M", description = "m.")
    private Double nearRange;

    @Option(names = "--heading", paramLabel = "DEG", description = "Degrees from north.")
    private Double heading;

    @Option(names = "--sensor", paramLabel = "NAME", description = "Name in the parameter files.")
    private String sensor;

    @Option(names = "--freq", paramLabel = "HZ", description = "Carrier frequency, Hz.")
    private Double frequency;

    @Option(names = "--lon0", paramLabel = "DEG", description = "Longitude of the scene centre.")
    private Double longitude;

    @Option(names = "--lat0", paramLabel = "DEG", description = "Latitude of the scene centre.")
    private Double latitude;

    @Option(names = "--ps-density", paramLabel = "X", description = "Mean fraction of pixels with a stable point.")
    private Double psDensity;

    @Option(names = "--ps-amp", paramLabel = "X", description = "Median stable amplitude over clutter rms.")
    private Double psAmplitude;

    @Option(names = "--tau", paramLabel = "DAYS", description = "Clutter correlation time in open land.")
    private Double tau;

    @Option(names = "--tau-urban", paramLabel = "DAYS", description = "The same in built-up land.")
    private Double tauUrban;

    @Option(names = "--vmax", paramLabel = "MM", description = "Velocity at the bowl's centre, mm/yr toward the radar.")
    private Double bowl;

    @Option(names = "--fault", paramLabel = "MM", description = "Velocity step across the fault, mm/yr.")
    private Double fault;

    @Option(names = "--dem-err", paramLabel = "M", description = "Spread of the height error of points, m.")
    private Double demError;

    @Option(names = "--dem-err-smooth", paramLabel = "M", description = "Spread of the smooth height error, m.")
    private Double demErrorSmooth;

    @Option(names = "--relief", paramLabel = "M", description = "Height range, m.")
    private Double relief;

    @Option(names = "--zero-lines", paramLabel = "N", description = "Lines without signal in the last image.")
    private Integer zeroLines;

    @Option(names = "--aps", paramLabel = "RAD", description = "Spread of the turbulent delay per image.")
    private Double turbulent;

    @Option(names = "--strat", paramLabel = "RAD", description = "Spread of the stratified delay per 100 m.")
    private Double stratified;

    @Option(names = "--ramp", paramLabel = "RAD", description = "Spread of the orbital ramp across the scene.")
    private Double ramp;

    @Mixin
    private OpticalSynthOptions optical;

    @Option(names = "--sb-neighbours", paramLabel = "N", description = "Small baselines: links to the next images.")
    private Integer neighbours;

    @Option(names = "--sb-max-bperp", paramLabel = "M", description = "Small baselines: longest further link, m.")
    private Double maxBperp;

    @Override
    public Result call() throws IOException {
        optical.requireFitting(spec().commandLine().getParseResult(), layout == SynthLayout.optical);
        requireEmpty();
        int count = threads > 0 ? threads : Machine.current().processors();
        if (layout == SynthLayout.optical) {
            var scenes = optical.simulator(seed, width, height, date(null), stepDays);
            try (var workers = new Workers(count, session().cancellation())) {
                return OpticalSynthOptions.result(
                        scenes.run(out, workers, session().display().progress()));
            }
        }
        var simulator = simulator();
        try (var workers = new Workers(count, session().cancellation())) {
            var report = simulator.run(out, workers, session().display().progress());
            return Result.ok(document(report), () -> text(report));
        }
    }

    private void requireEmpty() throws IOException {
        if (!Files.exists(out) || force) {
            return;
        }
        if (!Files.isDirectory(out)) {
            throw new UsageException(out + " is a file, expected a folder");
        }
        try (var files = Files.list(out)) {
            if (files.findAny().isPresent()) {
                throw new UsageException(out + " is not empty; choose another folder or give --force");
            }
        }
    }

    private StackSimulator simulator() {
        var base = preset.options();
        var f = base.footprint();
        var a = base.acquisitions();
        var g = base.ground();
        var p = base.path();
        var n = base.network();
        try {
            return new StackSimulator(
                    new SynthOptions(
                            or(seed, base.seed()),
                            new Footprint(
                                    or(width, f.width()),
                                    or(height, f.height()),
                                    or(rangeSpacing, f.rangeSpacing()),
                                    or(azimuthSpacing, f.azimuthSpacing()),
                                    or(nearRange, f.nearRange()),
                                    or(heading, f.heading()),
                                    or(sensor, f.sensor()),
                                    or(frequency, f.frequency()),
                                    or(longitude, f.longitude()),
                                    or(latitude, f.latitude())),
                            new Acquisitions(
                                    or(images, a.images()),
                                    or(masterIndex, a.referenceIndex()),
                                    date(a.firstDate()),
                                    or(stepDays, a.stepDays()),
                                    or(gapProbability, a.gapProbability()),
                                    or(bperpStd, a.bperpStd())),
                            new Ground(
                                    or(psDensity, g.psDensity()),
                                    or(psAmplitude, g.psAmplitude()),
                                    or(tau, g.tau()),
                                    or(tauUrban, g.tauUrban()),
                                    or(bowl, g.bowl()),
                                    or(fault, g.fault()),
                                    or(demError, g.demError()),
                                    or(demErrorSmooth, g.demErrorSmooth()),
                                    or(relief, g.relief()),
                                    or(zeroLines, g.zeroLines())),
                            new PathDelay(
                                    or(turbulent, p.turbulent()), or(stratified, p.stratified()), or(ramp, p.ramp())),
                            new Network(
                                    mode == NetworkMode.sb,
                                    or(neighbours, n.neighbours()),
                                    or(maxBperp, n.maxBperp()))),
                    ExportLayout.valueOf(layout.name().toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }

    private LocalDate date(LocalDate otherwise) {
        if (firstDate == null) {
            return otherwise;
        }
        try {
            return LocalDate.parse(firstDate, DateTimeFormatter.BASIC_ISO_DATE);
        } catch (DateTimeParseException e) {
            throw new UsageException("--first-date is " + firstDate + ", expected YYYYMMDD");
        }
    }

    private static <T> T or(T given, T otherwise) {
        return given == null ? otherwise : given;
    }

    private static Map<String, Object> document(StackSimulator.Report report) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("export", report.folder().toAbsolutePath().toString());
        document.put("master_date", report.master());
        document.put("images", report.images());
        document.put("interferograms", report.interferograms());
        document.put("width", report.width());
        document.put("height", report.height());
        document.put("stable_points", report.stablePoints());
        return document;
    }

    private static String text(StackSimulator.Report report) {
        return report.width() + " x " + report.height() + " pixels, " + report.images() + " images, "
                + report.interferograms() + " interferograms, " + report.stablePoints() + " stable points, reference "
                + report.master() + "\nexport: " + report.folder() + "\n";
    }
}
