package dev.stampede.insar.stage1;

import dev.stampede.insar.model.Constants;
import dev.stampede.insar.model.StackTexts;
import dev.stampede.io.mat.FormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;

/// Dates and mean baselines of a Doris or ISCE stack, from the texts that list them.
///
/// @param interferograms in the order of `pscands.1.ph`
/// @param dates          of images and interferograms
/// @param listed         dates in the order of the lists
/// @param master         date of the reference image
/// @param line           per image its line in the lists, from 0; [StackDates#MASTER] for the reference image
/// @param baseline       per image, m; 0 for the reference image
record StackLists(
        List<Path> interferograms,
        StackDates dates,
        LocalDate[] listed,
        LocalDate master,
        int[] line,
        double[] baseline) {
    static final String MAKER = "preparation writes it: stampede prep";

    private static final DateTimeFormatter DATE = DateTimeFormatter.BASIC_ISO_DATE;

    static StackLists read(Path patch, StackTexts texts, boolean smallBaseline) throws IOException {
        var interferograms = StackFiles.interferograms(patch);
        var dayFile = texts.require(StackTexts.DAYS, MAKER);
        var listed = StackTexts.dates(dayFile);
        var masterFile = texts.require(StackTexts.MASTER_DAY, MAKER);
        var masters = StackTexts.dates(masterFile);
        if (masters.length != 1) {
            throw new FormatException(masterFile, "has " + masters.length + " dates, expected one");
        }
        double[][] pairs = null;
        if (smallBaseline) {
            pairs = pairs(texts.require(StackTexts.PAIR_DAYS, MAKER), interferograms.size());
        } else {
            checkOrder(dayFile, listed, interferograms);
        }
        var dates = StackDates.ofLists(dayFile, numbers(listed), number(masters[0]), pairs);
        var line = lines(dates, numbers(listed));
        var baseline = baselines(texts.require(StackTexts.BASELINES, MAKER), listed.length, line);
        return new StackLists(interferograms, dates, listed, masters[0], line, baseline);
    }

    /// Name of an image, YYYYMMDD.
    String imageName(int image) {
        return (line[image] == StackDates.MASTER ? master : listed[line[image]]).format(DATE);
    }

    private static double number(LocalDate date) {
        return date.toEpochDay() + Constants.DATENUM_OF_EPOCH;
    }

    private static double[] numbers(LocalDate[] dates) {
        return Arrays.stream(dates).mapToDouble(StackLists::number).toArray();
    }

    private static double[][] pairs(Path file, int interferograms) throws IOException {
        var ends = numbers(StackTexts.dates(file));
        if (ends.length != 2 * interferograms) {
            throw new FormatException(
                    file,
                    "has " + ends.length + " dates, expected two for each of the " + interferograms
                            + " interferograms of pscphase.in");
        }
        var pairs = new double[interferograms][];
        for (int f = 0; f < pairs.length; f++) {
            pairs[f] = new double[] {ends[2 * f], ends[2 * f + 1]};
        }
        return pairs;
    }

    /// Interferograms of a single master lie in folders named by their dates, in the order of the list.
    private static void checkOrder(Path dayFile, LocalDate[] listed, List<Path> interferograms) throws FormatException {
        if (listed.length != interferograms.size()) {
            throw new FormatException(
                    dayFile,
                    "has " + listed.length + " dates, pscphase.in " + interferograms.size() + " interferograms");
        }
        for (int f = 0; f < listed.length; f++) {
            var folder = interferograms.get(f).getParent();
            var name = folder == null || folder.getFileName() == null
                    ? ""
                    : folder.getFileName().toString();
            if (name.matches("\\d{8}") && !name.equals(listed[f].format(DATE))) {
                throw new FormatException(
                        dayFile,
                        "has " + listed[f].format(DATE) + " in line " + (f + 1) + " where pscphase.in has "
                                + interferograms.get(f));
            }
        }
    }

    private static int[] lines(StackDates dates, double[] listed) {
        var lines = new int[dates.day().length];
        for (int image = 0; image < lines.length; image++) {
            lines[image] = StackDates.MASTER;
            for (int k = 0; k < listed.length; k++) {
                if (listed[k] == dates.day()[image]) {
                    lines[image] = k;
                }
            }
        }
        return lines;
    }

    private static double[] baselines(Path file, int days, int[] line) throws IOException {
        var values = StackTexts.numbers(file);
        if (values.length != days) {
            throw new FormatException(file, "has " + values.length + " baselines, day.1.in has " + days + " dates");
        }
        return Arrays.stream(line)
                .mapToDouble(k -> k == StackDates.MASTER ? 0 : values[k])
                .toArray();
    }
}
