package dev.stampede.insar.stage1;

import dev.stampede.insar.model.Constants;
import dev.stampede.io.mat.FormatException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// When the images were taken and which of them each interferogram joins. Days are MATLAB day numbers.
///
/// @param day         of every image, ascending
/// @param masterDay   of the reference image
/// @param masterIndex zero-based: how many images are earlier than the reference image
/// @param source      per column of the phase matrix the interferogram it comes from, or [#MASTER]
/// @param pairs       small baselines: per interferogram the zero-based indices of its images; otherwise `null`
record StackDates(double[] day, double masterDay, int masterIndex, int[] source, int[][] pairs) {
    /// Marks the column of the reference image, which no interferogram fills.
    static final int MASTER = -1;

    private static final Pattern PAIR = Pattern.compile(".*(\\d{8})_(\\d{8})\\.[^.]+");
    private static final Pattern IMAGE = Pattern.compile(".*(\\d{8})\\.[^.]*slc\\.par");
    private static final DateTimeFormatter DATE = DateTimeFormatter.BASIC_ISO_DATE;

    /// Interferograms that share the first date of their names. The reference image is inserted among the
    /// others; an interferogram of the reference image with itself gives up its place to it.
    /// @throws FormatException if they have several masters or are not in the order of their dates
    static StackDates singleMaster(List<Path> interferograms) throws FormatException {
        int n = interferograms.size();
        double master = dates(interferograms.getFirst())[0];
        var second = new double[n];
        for (int f = 0; f < n; f++) {
            var dates = dates(interferograms.get(f));
            if (dates[0] != master) {
                throw new FormatException(
                        interferograms.get(f), "has another master than " + interferograms.getFirst());
            }
            if (f > 0 && !(dates[1] > second[f - 1])) {
                throw new FormatException(
                        interferograms.get(f), "is not later than the interferogram before it; sort pscphase.in");
            }
            second[f] = dates[1];
        }
        int masterIndex = (int) Arrays.stream(second).filter(d -> d < master).count();
        boolean hasOwnColumn = masterIndex < n && second[masterIndex] == master;
        int columns = hasOwnColumn ? n : n + 1;
        var day = new double[columns];
        var source = new int[columns];
        for (int c = 0; c < columns; c++) {
            int f = hasOwnColumn || c < masterIndex ? c : c - 1;
            day[c] = c == masterIndex ? master : second[f];
            source[c] = c == masterIndex ? MASTER : f;
        }
        return new StackDates(day, master, masterIndex, source, null);
    }

    /// Interferograms between arbitrary images.
    /// @param masterParameters its name holds the date of the reference image
    static StackDates smallBaseline(List<Path> interferograms, Path masterParameters) throws FormatException {
        var name = IMAGE.matcher(masterParameters.getFileName().toString());
        if (!name.matches()) {
            throw new FormatException(
                    masterParameters, "is not named YYYYMMDD.rslc.par; the date is read from the name");
        }
        double master = day(masterParameters, name.group(1));
        int n = interferograms.size();
        var dates = new double[n][];
        for (int f = 0; f < n; f++) {
            dates[f] = dates(interferograms.get(f));
        }
        var day = Arrays.stream(dates)
                .flatMapToDouble(Arrays::stream)
                .sorted()
                .distinct()
                .toArray();
        var pairs = new int[n][];
        var source = new int[n];
        for (int f = 0; f < n; f++) {
            pairs[f] = new int[] {Arrays.binarySearch(day, dates[f][0]), Arrays.binarySearch(day, dates[f][1])};
            source[f] = f;
        }
        int masterIndex = (int) Arrays.stream(day).filter(d -> d < master).count();
        return new StackDates(day, master, masterIndex, source, pairs);
    }

    /// A stack whose dates come from lists, in any order.
    ///
    /// @param days   of all images but the reference image, as the lists have them
    /// @param pairs  small baselines: the days of both images of each interferogram; `null` when there is one
    ///               interferogram for each of `days`
    /// @throws FormatException if an interferogram has an image that is not listed
    static StackDates ofLists(Path list, double[] days, double master, double[][] pairs) throws FormatException {
        var order = IntStream.range(0, days.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> days[i]))
                .mapToInt(i -> i)
                .toArray();
        int masterIndex = (int) Arrays.stream(days).filter(d -> d < master).count();
        var day = new double[days.length + 1];
        var source = new int[days.length + 1];
        for (int c = 0; c < day.length; c++) {
            int from = c == masterIndex ? MASTER : order[c < masterIndex ? c : c - 1];
            source[c] = from;
            day[c] = from == MASTER ? master : days[from];
            if (c > 0 && day[c] == day[c - 1]) {
                throw new FormatException(list, "lists an image twice, or the reference image");
            }
        }
        if (pairs == null) {
            return new StackDates(day, master, masterIndex, source, null);
        }
        var ends = new int[pairs.length][2];
        for (int f = 0; f < pairs.length; f++) {
            for (int k = 0; k < 2; k++) {
                ends[f][k] = Arrays.binarySearch(day, pairs[f][k]);
                if (ends[f][k] < 0) {
                    throw new FormatException(list, "does not list an image of interferogram " + (f + 1));
                }
            }
        }
        return new StackDates(
                day, master, masterIndex, IntStream.range(0, pairs.length).toArray(), ends);
    }

    /// Columns of the phase matrix.
    int ifgCount() {
        return source.length;
    }

    boolean smallBaseline() {
        return pairs != null;
    }

    /// The interferograms that fill columns, in order; those of the baseline matrix.
    int[] filledSources() {
        return Arrays.stream(source).filter(f -> f != MASTER).toArray();
    }

    private static double[] dates(Path interferogram) throws FormatException {
        var m = PAIR.matcher(interferogram.getFileName().toString());
        if (!m.matches()) {
            throw new FormatException(
                    interferogram, "is not named YYYYMMDD_YYYYMMDD.diff; dates are read from the name");
        }
        return new double[] {day(interferogram, m.group(1)), day(interferogram, m.group(2))};
    }

    private static double day(Path file, String date) throws FormatException {
        try {
            return LocalDate.parse(date, DATE).toEpochDay() + Constants.DATENUM_OF_EPOCH;
        } catch (DateTimeException e) {
            throw new FormatException(file, date + " is not a date", e);
        }
    }

    /// The lines of `small_baselines.list`: the two dates of every interferogram as numbers YYYYMMDD.
    String pairList() {
        var text = new StringBuilder();
        for (var pair : pairs) {
            text.append(String.format(Locale.ROOT, " %.8e %.8e\n", yyyymmdd(day[pair[0]]), yyyymmdd(day[pair[1]])));
        }
        return text.toString();
    }

    private static double yyyymmdd(double day) {
        return Double.parseDouble(DATE.format(LocalDate.ofEpochDay((long) day - Constants.DATENUM_OF_EPOCH)));
    }
}
