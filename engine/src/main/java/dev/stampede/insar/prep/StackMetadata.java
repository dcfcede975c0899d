package dev.stampede.insar.prep;

import static dev.stampede.insar.prep.ExportFolder.name;
import static dev.stampede.insar.prep.ExportFolder.require;

import dev.stampede.insar.model.IsceRaster;
import dev.stampede.insar.model.StackTexts;
import dev.stampede.io.mat.FormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the text files of a Doris or ISCE stack say, checked, with what they leave out taken from names of
/// folders and from results of the processor; and the texts that loading needs, for the dataset root.
///
/// @param masterDate YYYYMMDD
/// @param width      pixels per line
/// @param length     lines
/// @param sizeSource the file that told them
/// @param files      name and content of the texts; those that lie in the dataset root already are left out
record StackMetadata(String masterDate, int width, int length, Path sizeSource, Map<String, String> files) {
    private static final DateTimeFormatter DATE = DateTimeFormatter.BASIC_ISO_DATE;
    private static final Pattern INSAR_FOLDER = Pattern.compile("INSAR_(\\d{8})");
    private static final Pattern CROP = Pattern.compile("([12]\\d{7})_crop(_ovs)?\\.slc");

    /// @param stack  folder of coordinates and heights
    /// @param folder of the interferograms: the stack or its small baselines
    /// @param dated  the folders of the interferograms
    static StackMetadata read(
            PrepOptions options, DatedLayout layout, Path stack, Path folder, boolean smallBaseline, List<Path> dated)
            throws IOException {
        return new Reader(options, layout, stack, folder, smallBaseline, dated).read();
    }

    /// Collects and checks the texts of one stack.
    private static final class Reader {
        private final PrepOptions options;
        private final DatedLayout layout;
        private final Path stack;
        private final boolean smallBaseline;
        private final List<Path> dated;
        private final StackTexts texts;
        private final Map<String, String> files = new LinkedHashMap<>();

        Reader(
                PrepOptions options,
                DatedLayout layout,
                Path stack,
                Path folder,
                boolean smallBaseline,
                List<Path> dated) {
            this.options = options;
            this.layout = layout;
            this.stack = stack;
            this.smallBaseline = smallBaseline;
            this.dated = dated;
            this.texts = new StackTexts(folder, smallBaseline ? 2 : 1);
        }

        StackMetadata read() throws IOException {
            var result = stack.resolve("master.res");
            var doris = options.processor() == Processor.DORIS && Files.isRegularFile(result)
                    ? DorisResult.read(result)
                    : null;
            var widthFile = texts.find("width.txt");
            var lengthFile = texts.find("len.txt");
            boolean told = widthFile.isPresent() && lengthFile.isPresent();
            require(told || doris != null, stack.resolve("width.txt"), "is missing, or len.txt is; " + makes());
            int width = told ? StackTexts.count(widthFile.get()) : doris.width();
            int length = told ? StackTexts.count(lengthFile.get()) : doris.length();
            var sizeSource = told ? widthFile.get() : result;
            if (told && doris != null) {
                require(
                        doris.width() == width && doris.length() == length,
                        widthFile.get(),
                        "and len.txt say " + width + " x " + length + " pixels, " + result + " says " + doris.width()
                                + " x " + doris.length());
            }
            var master = masterDate();
            put(StackTexts.MASTER_DAY, master + "\n");
            var days = days(master);
            put(StackTexts.DAYS, lines(days));
            put(StackTexts.BASELINES, baselines(days));
            if (smallBaseline) {
                put(StackTexts.PAIR_DAYS, pairDays(days, master));
            }
            put(StackTexts.HEADING, number(StackTexts.HEADING) + "\n");
            put(StackTexts.WAVELENGTH, wavelength(doris) + "\n");
            put(StackTexts.OVERSAMPLING, oversampling(doris) + "\n");
            if (options.processor() == Processor.DORIS) {
                grids(days);
            } else {
                geometry(days, width, length);
            }
            return new StackMetadata(master, width, length, sizeSource, files);
        }

        /// A text that lies in the dataset root already is the user's own and stays.
        private void put(String name, String content) throws IOException {
            var own = options.dataset().toAbsolutePath().normalize().resolve(name);
            if (texts.find(name).filter(own::equals).isEmpty()) {
                files.put(name, content);
            }
        }

        private String makes() {
            return layout.maker() + " writes it";
        }

        private String masterDate() throws IOException {
            var told = new LinkedHashMap<String, String>();
            options.masterDate().ifPresent(d -> told.put("--master-date", d));
            var text = texts.find(StackTexts.MASTER_DAY);
            if (text.isPresent()) {
                var dates = StackTexts.dates(text.get());
                require(dates.length == 1, text.get(), "has " + dates.length + " dates, expected one");
                told.put(text.get().toString(), dates[0].format(DATE));
            }
            if (options.processor() == Processor.DORIS) {
                for (var crop : ExportFolder.list(stack, n -> CROP.matcher(n).matches())) {
                    told.put(crop.toString(), name(crop).substring(0, 8));
                }
            }
            var named = INSAR_FOLDER.matcher(stack.getFileName() == null ? "" : name(stack));
            if (told.isEmpty() && named.matches()) {
                told.put(stack.toString(), named.group(1));
            }
            if (told.isEmpty()) {
                throw new IllegalArgumentException(
                        "the master date cannot be told from " + stack + "; give it with --master-date");
            }
            var first = told.entrySet().iterator().next();
            for (var other : told.entrySet()) {
                if (!other.getValue().equals(first.getValue())) {
                    throw new IllegalArgumentException("the master date is " + first.getValue() + " by "
                            + first.getKey() + " but " + other.getValue() + " by " + other.getKey());
                }
            }
            return first.getValue();
        }

        /// Dates of the images without the reference image, in the order of their baselines.
        private List<String> days(String master) throws IOException {
            var used = smallBaseline
                    ? dated.stream()
                            .flatMap(f -> Stream.of(name(f).split("_")))
                            .filter(d -> !d.equals(master))
                            .collect(Collectors.toCollection(TreeSet::new))
                    : dated.stream().map(ExportFolder::name).collect(Collectors.toCollection(TreeSet::new));
            if (used.contains(master)) {
                throw new FormatException(
                        stack.resolve(master), "is an interferogram of the reference image with itself; move it away");
            }
            var text = texts.find(StackTexts.DAYS);
            if (text.isEmpty()) {
                return List.copyOf(used);
            }
            var days = Arrays.stream(StackTexts.dates(text.get()))
                    .map(d -> d.format(DATE))
                    .toList();
            var listed = new TreeSet<>(days);
            require(listed.size() == days.size(), text.get(), "lists a date twice");
            require(!listed.contains(master), text.get(), "lists the reference image " + master);
            // An image of the stack may have no small-baseline pair; every interferogram must have its images.
            require(
                    smallBaseline ? listed.containsAll(used) : listed.equals(used),
                    text.get(),
                    "lists " + listed + ", the folders of " + dated.getFirst().getParent() + " are of " + used);
            require(
                    smallBaseline || days.equals(List.copyOf(used)),
                    text.get(),
                    "lists the dates in the order " + days + "; the interferograms lie in the order of their dates,"
                            + " sort it and " + StackTexts.BASELINES + " with it");
            return days;
        }

        private String pairDays(List<String> days, String master) throws IOException {
            var found = dated.stream().map(f -> name(f).replace('_', ' ')).toList();
            for (var pair : found) {
                var dates = pair.split(" ");
                require(
                        dates[0].compareTo(dates[1]) != 0,
                        dated.getFirst().getParent(),
                        "has a pair of an image with itself: " + pair);
            }
            var text = texts.find(StackTexts.PAIR_DAYS);
            if (text.isPresent()) {
                var dates = StackTexts.dates(text.get());
                var listed = new java.util.ArrayList<String>();
                for (int i = 0; i + 1 < dates.length; i += 2) {
                    listed.add(dates[i].format(DATE) + " " + dates[i + 1].format(DATE));
                }
                require(
                        dates.length % 2 == 0 && listed.equals(found),
                        text.get(),
                        "lists the pairs " + listed + ", the folders are " + found);
            }
            return lines(found);
        }

        /// One baseline per day: from the text, from what ISCE's stack scripts leave in each folder, or from
        /// the grids.
        private String baselines(List<String> days) throws IOException {
            var text = texts.find(StackTexts.BASELINES);
            if (text.isPresent()) {
                var values = StackTexts.numbers(text.get());
                require(
                        values.length == days.size(),
                        text.get(),
                        "has " + values.length + " baselines, expected one for each of the " + days.size()
                                + " dates of " + StackTexts.DAYS);
                require(
                        Arrays.stream(values).allMatch(Double::isFinite),
                        text.get(),
                        "holds a value that is not finite");
                return Files.readString(text.get(), StandardCharsets.ISO_8859_1);
            }
            var lines = new StringBuilder();
            for (var day : days) {
                var own = stack.resolve(day).resolve("baseline");
                var grid = texts.find(StackTexts.baselineGrid(day));
                if (options.processor() == Processor.ISCE && Files.isRegularFile(own)) {
                    var values = StackTexts.numbers(own);
                    require(
                            values.length == 2,
                            own,
                            "has " + values.length + " numbers, expected a date and a baseline");
                    lines.append(values[1]).append('\n');
                } else if (options.processor() == Processor.DORIS && grid.isPresent()) {
                    var values = StackTexts.grid(grid.get());
                    double sum = 0;
                    for (int i = 0; i < values.length; i += 2) {
                        sum += values[i];
                    }
                    lines.append(2 * sum / values.length).append('\n');
                } else {
                    throw new FormatException(
                            stack.resolve(StackTexts.BASELINES),
                            "is missing, and nothing else tells the baseline of " + day + "; " + makes());
                }
            }
            return lines.toString();
        }

        private double number(String name) throws IOException {
            var file = texts.find(name)
                    .orElseThrow(() -> new FormatException(stack.resolve(name), "is missing; " + makes()));
            return StackTexts.number(file);
        }

        private double wavelength(DorisResult doris) throws IOException {
            var text = texts.find(StackTexts.WAVELENGTH);
            double value = text.isEmpty() && doris != null && doris.wavelength().isPresent()
                    ? doris.wavelength().get()
                    : number(StackTexts.WAVELENGTH);
            require(
                    value > 0.001 && value < 10,
                    text.orElse(stack.resolve("master.res")),
                    "gives a wavelength of " + value + ", expected metres");
            return value;
        }

        private double oversampling(DorisResult doris) throws IOException {
            var text = texts.find(StackTexts.OVERSAMPLING);
            if (text.isPresent()) {
                return StackTexts.number(text.get());
            }
            return doris == null ? 1 : doris.oversampling();
        }

        /// Grids of Doris: baselines of all images or of none, and look angles.
        private void grids(List<String> days) throws IOException {
            var without = new java.util.ArrayList<String>();
            for (var day : days) {
                var grid = texts.find(StackTexts.baselineGrid(day));
                if (grid.isPresent()) {
                    StackTexts.grid(grid.get());
                    put(name(grid.get()), Files.readString(grid.get(), StandardCharsets.ISO_8859_1));
                } else {
                    without.add(day);
                }
            }
            require(
                    without.isEmpty() || without.size() == days.size(),
                    stack.resolve(StackTexts.baselineGrid(without.isEmpty() ? "" : without.getFirst())),
                    "is missing while other dates have theirs");
            var angles = texts.find(StackTexts.LOOK_ANGLES);
            if (angles.isPresent()) {
                StackTexts.grid(angles.get());
                put(StackTexts.LOOK_ANGLES, Files.readString(angles.get(), StandardCharsets.ISO_8859_1));
            }
        }

        /// Rasters of ISCE that loading samples; they stay where they are.
        private void geometry(List<String> days, int width, int length) throws IOException {
            for (var name : List.of("inc_angle.raw", "look_angle.raw")) {
                if (Files.exists(stack.resolve(name))) {
                    var raster = IsceRaster.floats(stack.resolve(name), width, length);
                    require(
                            raster.width() == width && raster.length() == length,
                            raster.file(),
                            "is " + raster.width() + " x " + raster.length() + " pixels, expected " + width + " x "
                                    + length);
                }
            }
            var grids = days.stream()
                    .map(d -> stack.resolve("baselineGRID_" + d))
                    .filter(Files::exists)
                    .toList();
            require(
                    grids.isEmpty() || grids.size() == days.size(),
                    stack,
                    "has " + grids.size() + " rasters baselineGRID_YYYYMMDD for " + days.size() + " dates");
            for (var grid : grids) {
                IsceRaster.floats(grid, width, length);
            }
        }

        private static String lines(List<String> values) {
            return values.stream().map(v -> v + "\n").collect(Collectors.joining());
        }
    }
}
