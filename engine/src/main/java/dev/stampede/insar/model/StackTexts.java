package dev.stampede.insar.model;

import dev.stampede.insar.artifacts.MissingArtifactException;
import dev.stampede.io.mat.FormatException;
import dev.stampede.io.text.NumberReader;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Optional;

/// The short text files that hand the metadata of a Doris or ISCE stack on, such as `day.1.in` and
/// `lambda.1.in`. Each is looked for in a folder and then in the folders above it, as the original does.
///
/// @param folder to begin in, absolute
/// @param levels how many folders to look into
public record StackTexts(Path folder, int levels) {
    /// Dates of all images but the reference image, YYYYMMDD, one a line.
    public static final String DAYS = "day.1.in";

    /// Date of the reference image, YYYYMMDD.
    public static final String MASTER_DAY = "master_day.1.in";

    /// Small baselines: the two dates of each interferogram.
    public static final String PAIR_DAYS = "ifgday.1.in";

    /// Mean perpendicular baseline of each image of [#DAYS] against the reference image, m.
    public static final String BASELINES = "bperp.1.in";

    /// Flight direction, degrees clockwise from north.
    public static final String HEADING = "heading.1.in";

    /// Wavelength of the carrier, m.
    public static final String WAVELENGTH = "lambda.1.in";

    /// How many times the images are oversampled.
    public static final String OVERSAMPLING = "slc_osfactor.1.in";

    /// Look angles on a grid, degrees: at heights 0 and 1000 m in turn.
    public static final String LOOK_ANGLES = "look_angle.1.in";

    /// Nodes along each side of the grids of look angles and baselines.
    public static final int GRID = 50;

    private static final DateTimeFormatter DATE = DateTimeFormatter.BASIC_ISO_DATE;

    /// Name of the grid of perpendicular baselines of an image, m: at heights 0 and 1000 m in turn.
    public static String baselineGrid(String date) {
        return "bperp_" + date + ".1.in";
    }

    public Optional<Path> find(String name) {
        var at = folder;
        for (int level = 0; level < levels && at != null; level++, at = at.getParent()) {
            if (Files.isRegularFile(at.resolve(name))) {
                return Optional.of(at.resolve(name));
            }
        }
        return Optional.empty();
    }

    /// @param maker what writes the file, for the message
    /// @throws MissingArtifactException if it is nowhere
    public Path require(String name, String maker) throws IOException {
        return find(name).orElseThrow(() -> new MissingArtifactException(folder.resolve(name), maker));
    }

    /// All numbers of a file.
    public static double[] numbers(Path file) throws IOException {
        if (Files.size(file) == 0) {
            throw new FormatException(file, "is empty");
        }
        var values = new double[16];
        int count = 0;
        try (var arena = Arena.ofConfined()) {
            var numbers = NumberReader.map(arena, file);
            while (numbers.hasNext()) {
                if (count == values.length) {
                    values = Arrays.copyOf(values, 2 * count);
                }
                values[count++] = numbers.next();
            }
        }
        return Arrays.copyOf(values, count);
    }

    /// The only number of a file.
    public static double number(Path file) throws IOException {
        var all = numbers(file);
        if (all.length != 1 || !Double.isFinite(all[0])) {
            throw new FormatException(file, "has " + all.length + " numbers, expected one finite number");
        }
        return all[0];
    }

    /// A whole positive number, such as a width.
    public static int count(Path file) throws IOException {
        double value = number(file);
        if (!(value >= 1 && value <= Integer.MAX_VALUE) || value != Math.rint(value)) {
            throw new FormatException(file, "is " + value + ", expected a positive whole number");
        }
        return (int) value;
    }

    /// Dates written YYYYMMDD.
    public static LocalDate[] dates(Path file) throws IOException {
        var numbers = numbers(file);
        var dates = new LocalDate[numbers.length];
        for (int i = 0; i < dates.length; i++) {
            dates[i] = date(file, numbers[i]);
        }
        return dates;
    }

    private static LocalDate date(Path file, double number) throws FormatException {
        try {
            return LocalDate.parse(Long.toString((long) number), DATE);
        } catch (DateTimeException e) {
            throw new FormatException(file, (long) number + " is not a date YYYYMMDD", e);
        }
    }

    /// A grid of two heights, values in the order of the file: for each node, lines outside and columns
    /// inside, at 0 m and at 1000 m.
    /// @throws FormatException if it has not two values for each of [#GRID] x [#GRID] nodes
    public static double[] grid(Path file) throws IOException {
        var values = numbers(file);
        if (values.length != 2 * GRID * GRID) {
            throw new FormatException(
                    file,
                    "has " + values.length + " numbers, expected " + 2 * GRID * GRID + " (" + GRID + " x " + GRID
                            + " nodes at 0 and 1000 m)");
        }
        for (double value : values) {
            if (!Double.isFinite(value)) {
                throw new FormatException(file, "holds " + value + ", expected finite numbers");
            }
        }
        return values;
    }
}
