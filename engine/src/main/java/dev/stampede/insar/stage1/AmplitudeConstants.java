package dev.stampede.insar.stage1;

import dev.stampede.io.mat.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Optional;
import java.util.regex.Pattern;

/// The calibration constants of a stack whose amplitudes are scaled when they are loaded.
final class AmplitudeConstants {
    private static final Pattern DATED = Pattern.compile("(\\d{8}).*");
    private static final DateTimeFormatter DATE = DateTimeFormatter.BASIC_ISO_DATE;

    private AmplitudeConstants() {}

    /// The constant of each listed image; ones when there is no file, as in the original.
    /// @param calibration `calamp.out`: path and constant of each image; its date is the name of the file or
    ///                    of its folder
    static double[] read(Optional<Path> calibration, StackLists lists) throws IOException {
        var constants = new double[lists.listed().length];
        if (calibration.isEmpty()) {
            Arrays.fill(constants, 1);
            return constants;
        }
        var file = calibration.get();
        var byDate = new HashMap<String, Double>();
        for (var line : Files.readAllLines(file)) {
            int split = line.strip().lastIndexOf(' ');
            if (split > 0) {
                byDate.put(
                        date(Path.of(line.strip().substring(0, split).strip()), lists),
                        constant(file, line.strip().substring(split + 1)));
            }
        }
        for (int i = 0; i < constants.length; i++) {
            var name = lists.listed()[i].format(DATE);
            var value = byDate.get(name);
            if (value == null) {
                throw new FormatException(file, "has no constant of image " + name + "; prepare the dataset again");
            }
            constants[i] = value;
        }
        return constants;
    }

    private static String date(Path image, StackLists lists) {
        var own = DATED.matcher(image.getFileName().toString());
        if (own.matches()) {
            return own.group(1);
        }
        var folder = image.getParent() == null || image.getParent().getFileName() == null
                ? ""
                : image.getParent().getFileName().toString();
        var named = DATED.matcher(folder);
        return named.matches() ? named.group(1) : lists.master().format(DATE);
    }

    private static double constant(Path file, String text) throws FormatException {
        try {
            double value = Double.parseDouble(text);
            if (value > 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Reported below.
        }
        throw new FormatException(file, "has a constant " + text + ", expected a positive number");
    }
}
