package dev.stampede.plot;

import dev.stampede.insar.artifacts.ArtifactFolder;
import dev.stampede.insar.model.Constants;
import dev.stampede.insar.model.ReferenceArea;
import dev.stampede.insar.model.StackGeometry;
import dev.stampede.insar.values.PointValues;
import dev.stampede.insar.values.Quantity;
import dev.stampede.insar.values.ValueSource;
import dev.stampede.insar.values.ValueType;
import dev.stampede.memory.DoubleMatrix;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/// Turns a value type of a finished dataset into a [Figure].
public final class ValueMap {
    /// Share of points beyond each end of the colour scale (StaMPS: one in a thousand).
    private static final double CLIPPED = 0.001;

    /// Panels drawn when interferograms are not chosen; more would be unreadable.
    private static final int MOST_PANELS = 36;

    private ValueMap() {}

    /// What to draw.
    ///
    /// @param what           value type
    /// @param interferograms one-based numbers; empty = all of the type, up to 36
    /// @param relativeTo     one-based interferogram subtracted from each, -1 = the one before it; empty = none
    /// @param reference      values are shown relative to the points inside; empty = the area of the parameters
    /// @param range          first and last colour; empty = from the values
    /// @param colors         empty = a cyclic map for wrapped phase, that of terrain for heights unless the dataset
    ///                       has another scheme than the usual one, else the dataset's `plot_color_scheme`
    /// @param ground         what to draw under the points
    public record Options(
            ValueType what,
            List<Integer> interferograms,
            java.util.OptionalInt relativeTo,
            Optional<Figure.Circle> reference,
            Optional<double[]> range,
            Optional<ColorMap> colors,
            Ground ground) {}

    /// What lies under the points.
    public enum Ground {
        NONE,
        /// Mean amplitude of the images.
        AMPLITUDE,
        /// Shaded heights.
        RELIEF
    }

    /// @param name     of the dataset, for the subtitle
    /// @param style    of the dataset
    /// @param patches  patch folders, for the background
    /// @throws IllegalArgumentException if an interferogram number is out of range or every value is NaN
    /// @throws dev.stampede.insar.artifacts.MissingArtifactException naming the stage that has to run first
    public static Figure figure(
            Options options, String name, MapStyle style, ValueSource dataset, ArtifactFolder root, List<Path> patches)
            throws IOException {
        var stack = dataset.stack();
        var source = options.reference()
                .map(c -> dataset.withReference(
                        ReferenceArea.circle(stack, dataset.workers(), c.longitude(), c.latitude(), c.radius())))
                .orElse(dataset);
        var computed = source.compute(options.what());
        var values = options.relativeTo().isPresent()
                ? source.relative(
                        computed,
                        options.relativeTo().getAsInt() < 0
                                ? -1
                                : options.relativeTo().getAsInt() - 1)
                : computed;
        double[] longitude = shifted(column(stack.lonLat(), 0), style.longitude());
        double[] latitude = shifted(column(stack.lonLat(), 1), style.latitude());
        int[] columns = columns(options.interferograms(), values);
        var maps = new ArrayList<PointMap>();
        for (int c : columns) {
            var v = new float[stack.psCount()];
            for (int p = 0; p < v.length; p++) {
                v[p] = values.values().get(p, c);
            }
            maps.add(new PointMap(heading(values, c, stack), longitude, latitude, v));
        }
        double[] limits = options.range().orElseGet(() -> limits(values));
        if (Double.isNaN(limits[0]) || Double.isNaN(limits[1])) {
            throw new IllegalArgumentException(
                    "every value of " + options.what().code() + " is NaN: nothing to draw");
        }
        var colors = options.colors().orElseGet(() -> usual(options.what(), values, ColorMap.parse(style.colors())));
        return new Figure(
                values.title(),
                subtitle(name, stack),
                footnote(options, values),
                values.unit(),
                values.wrapped(),
                limits[0],
                limits[1] > limits[0] ? limits[1] : limits[0] + 1,
                colors,
                style.marks(),
                switch (options.ground()) {
                    case NONE -> Optional.empty();
                    case AMPLITUDE -> amplitude(root, patches, longitude, latitude);
                    case RELIEF -> Optional.of(relief(root, patches, style));
                },
                options.reference(),
                maps);
    }

    /// The usual scheme is one of motion, high values blue.
    private static ColorMap usual(ValueType what, PointValues values, ColorMap scheme) {
        boolean heights = what.quantity() == Quantity.HEIGHT && scheme == ColorMap.INFLATION;
        return values.wrapped() ? ColorMap.HSV : heights ? ColorMap.TERRAIN : scheme;
    }

    private static double[] limits(PointValues values) {
        return values.wrapped() ? new double[] {-Math.PI, Math.PI} : values.limits(CLIPPED, 1 - CLIPPED);
    }

    private static int[] columns(List<Integer> wanted, PointValues values) {
        int n = values.values().cols();
        if (values.interferograms().length == 0) {
            return new int[] {0};
        }
        if (wanted.isEmpty()) {
            return IntStream.range(0, Math.min(n, MOST_PANELS)).toArray();
        }
        return wanted.stream()
                .mapToInt(number -> {
                    int column = IntStream.range(0, n)
                            .filter(c -> values.interferograms()[c] == number - 1)
                            .findFirst()
                            .orElse(-1);
                    if (column < 0) {
                        throw new IllegalArgumentException("interferogram " + number + " is not among those of "
                                + values.type().code() + ": "
                                + Arrays.toString(Arrays.stream(values.interferograms())
                                        .map(i -> i + 1)
                                        .toArray()));
                    }
                    return column;
                })
                .toArray();
    }

    private static String heading(PointValues values, int column, StackGeometry stack) {
        if (values.interferograms().length == 0) {
            return "";
        }
        int ifg = values.interferograms()[column];
        if (values.pairs()) {
            int[] pair = stack.pairs()[ifg];
            return String.format(
                    Locale.ROOT,
                    "%d: %s to %s, %.0f m",
                    ifg + 1,
                    date(stack.day()[pair[0]]),
                    date(stack.day()[pair[1]]),
                    stack.perpBaseline()[ifg]);
        }
        if (stack.pairs() != null) {
            return String.format(Locale.ROOT, "%d: %s", ifg + 1, date(stack.day()[ifg]));
        }
        return String.format(Locale.ROOT, "%d: %s, %.0f m", ifg + 1, date(stack.day()[ifg]), stack.perpBaseline()[ifg]);
    }

    private static String subtitle(String name, StackGeometry stack) {
        return String.format(
                Locale.ROOT,
                "%s, %,d points, %d images %s to %s, reference image %s",
                name,
                stack.psCount(),
                stack.imageCount(),
                date(stack.day()[0]),
                date(stack.day()[stack.imageCount() - 1]),
                date(stack.referenceDay()));
    }

    private static String footnote(Options options, PointValues values) {
        var sign = values.sign().isEmpty() ? "" : "Line of sight, " + values.sign() + ". ";
        if (values.wrapped() || values.unit().equals("m")) {
            return sign;
        }
        return sign
                + options.reference()
                        .map(c -> String.format(
                                Locale.ROOT,
                                "Relative to the points within %.0f m of %.4f, %.4f.",
                                c.radius(),
                                c.longitude(),
                                c.latitude()))
                        .orElse("Relative to the mean of the reference area (by default all points).");
    }

    private static Optional<Figure.Background> amplitude(
            ArtifactFolder root, List<Path> patches, double[] longitude, double[] latitude) throws IOException {
        try (var arena = Arena.ofConfined();
                var ps = root.open(arena, "ps2")) {
            var ij = ps.doubles("ij");
            return AmplitudeBackground.read(patches, column(ij, 1), column(ij, 2), longitude, latitude);
        }
    }

    private static Figure.Background relief(ArtifactFolder root, List<Path> patches, MapStyle style)
            throws IOException {
        return ReliefBackground.read(root, patches, style.light(), style.longitude(), style.latitude())
                .orElseThrow(() -> new IllegalArgumentException("no relief can be drawn: " + root.path()
                        + " has no heights spread over an area (hgt1 in its patches, or hgt2); use --background none"));
    }

    private static double[] shifted(double[] values, double offset) {
        return Arrays.stream(values).map(v -> v + offset).toArray();
    }

    private static double[] column(DoubleMatrix matrix, int c) {
        return IntStream.range(0, matrix.rows())
                .mapToDouble(p -> matrix.get(p, c))
                .toArray();
    }

    private static LocalDate date(double datenum) {
        return LocalDate.ofEpochDay((long) datenum - Constants.DATENUM_OF_EPOCH);
    }
}
