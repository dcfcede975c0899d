package dev.stampede.insar.prep;

import static dev.stampede.insar.prep.ExportFolder.checkSize;
import static dev.stampede.insar.prep.ExportFolder.list;
import static dev.stampede.insar.prep.ExportFolder.name;
import static dev.stampede.insar.prep.ExportFolder.require;

import dev.stampede.insar.model.IsceRaster;
import dev.stampede.io.mat.FormatException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Finds the files of a stack of Doris or ISCE and checks names, dates and sizes, so that nothing is begun
/// that cannot be finished.
///
/// A single-master stack is the folder with one folder per secondary date; a small-baseline stack its subfolder
/// `SMALL_BASELINES` with one folder per pair. The heights and coordinates of both lie in the stack folder.
final class DatedFolderScan {
    private static final String DATE = "\\d{8}";
    private static final String DATES = "\\d{8}_\\d{8}";

    private final PrepOptions options;
    private final DatedLayout layout;
    private final Path folder;
    private final Path stack;
    private final boolean smallBaseline;

    private DatedFolderScan(PrepOptions options) throws IOException {
        this.options = options;
        this.layout = DatedLayout.of(options.processor());
        var export = options.export().toAbsolutePath().normalize();
        require(Files.isDirectory(export), export, "folder is missing");
        var pairs = export.resolve(ExportTree.PAIRS);
        boolean inside = export.endsWith(ExportTree.PAIRS);
        boolean single = !inside && !folders(export, DATE).isEmpty();
        this.smallBaseline = inside || !single && Files.isDirectory(pairs);
        this.folder = smallBaseline && !inside ? pairs : export;
        this.stack = inside ? export.getParent() : export;
    }

    /// @throws FormatException if a file is missing or not as it should be
    static ExportTree scan(PrepOptions options) throws IOException {
        return new DatedFolderScan(options).scan();
    }

    private List<Path> folders(Path in, String pattern) throws IOException {
        return list(in, n -> n.matches(pattern)).stream()
                .filter(f -> Files.exists(f.resolve(layout.interferogram())))
                .toList();
    }

    private ExportTree scan() throws IOException {
        var all = list(folder, n -> n.matches(smallBaseline ? DATES : DATE)).stream()
                .filter(Files::isDirectory)
                .toList();
        var dated = folders(folder, smallBaseline ? DATES : DATE);
        require(!dated.isEmpty(), folder, "no interferograms found; expected " + layout.example(smallBaseline));
        for (var pair : all) {
            require(dated.contains(pair), pair.resolve(layout.interferogram()), "is missing");
        }
        var texts = StackMetadata.read(options, layout, stack, folder, smallBaseline, dated);
        var images = smallBaseline ? imagesOfPairs(dated) : imagesOfDates(dated);
        var formats = new ArrayList<SampleFormat>();
        long pixels = (long) texts.width() * texts.length();
        for (var image : images) {
            formats.add(format(image, pixels));
        }
        var tree = new ExportTree(
                smallBaseline,
                texts.masterDate(),
                texts.files(),
                texts.sizeSource(),
                texts.width(),
                texts.length(),
                ByteOrder.LITTLE_ENDIAN,
                formats,
                images,
                dated.stream().map(f -> f.resolve(layout.interferogram())).toList(),
                inStack(layout.height()),
                inStack(List.of("lon.raw")),
                inStack(List.of("lat.raw")));
        check(tree);
        return tree;
    }

    private List<Path> imagesOfDates(List<Path> dated) throws IOException {
        var images = new ArrayList<Path>();
        images.add(master());
        for (var date : dated) {
            images.add(first(date, layout.secondary()));
        }
        return images;
    }

    private List<Path> imagesOfPairs(List<Path> dated) throws IOException {
        var images = new ArrayList<Path>();
        for (var pair : dated) {
            var names = layout.pair().stream()
                    .filter(both -> both.stream().allMatch(n -> Files.exists(pair.resolve(n))))
                    .findFirst()
                    .orElseThrow(() -> new FormatException(
                            pair,
                            "does not hold the two images of the pair; expected "
                                    + layout.pair().getFirst()));
            names.forEach(n -> images.add(pair.resolve(n)));
        }
        return images;
    }

    private Path master() throws IOException {
        for (var pattern : layout.master()) {
            for (var in : DatedLayout.masterFolders(stack)) {
                if (!Files.isDirectory(in)) {
                    continue;
                }
                var found = list(in, n -> pattern.matcher(relative(in, n)).matches());
                if (!found.isEmpty()) {
                    require(found.size() == 1, in, "has " + found.size() + " reference images: " + found);
                    return found.getFirst();
                }
            }
        }
        throw new FormatException(
                stack,
                "no reference image found; expected "
                        + (options.processor() == Processor.DORIS
                                ? "YYYYMMDD_crop.slc"
                                : "reference/reference.slc or master/master.slc"));
    }

    private String relative(Path in, String name) {
        return in.equals(stack) ? name : name(in) + "/" + name;
    }

    private static Path first(Path in, List<String> names) throws IOException {
        for (var name : names) {
            if (Files.exists(in.resolve(name))) {
                return in.resolve(name);
            }
        }
        throw new FormatException(in.resolve(names.getFirst()), missing(in.resolve(names.getFirst())));
    }

    private Path inStack(List<String> names) throws IOException {
        return first(stack, names);
    }

    private static String missing(Path raster) {
        return Files.exists(raster.resolveSibling(name(raster) + ".vrt"))
                ? "is missing; only its virtual description is there: write the raster itself with"
                        + " gdal_translate -of ENVI"
                : "is missing";
    }

    /// Doris keeps the reference image of some sensors as it was read, as short integers.
    private SampleFormat format(Path image, long pixels) throws IOException {
        return options.processor() == Processor.DORIS
                        && Files.isRegularFile(image)
                        && Files.size(image) == pixels * SampleFormat.SCOMPLEX.bytes()
                ? SampleFormat.SCOMPLEX
                : SampleFormat.FCOMPLEX;
    }

    private void check(ExportTree tree) throws IOException {
        for (int i = 0; i < tree.images().size(); i++) {
            checkRaster(tree.images().get(i), tree, tree.formats().get(i).bytes(), "CFLOAT");
        }
        for (var interferogram : tree.interferograms()) {
            checkRaster(interferogram, tree, SampleFormat.FCOMPLEX.bytes(), "CFLOAT");
        }
        for (var raster : List.of(tree.height(), tree.longitude(), tree.latitude())) {
            checkRaster(raster, tree, Float.BYTES, "FLOAT");
        }
        if (options.mask().isPresent()) {
            checkSize(options.mask().get(), tree, Byte.BYTES);
        }
    }

    private void checkRaster(Path raster, ExportTree tree, int bytes, String type) throws IOException {
        require(Files.isRegularFile(raster), raster, missing(raster));
        if (options.processor() == Processor.ISCE) {
            var described = IsceRaster.describe(raster);
            if (described.isPresent()) {
                var d = described.get();
                require(
                        d.width() == tree.width() && d.length() == tree.length(),
                        raster,
                        "is " + d.width() + " x " + d.length() + " pixels, " + tree.sizeSource() + " says "
                                + tree.width() + " x " + tree.length() + "; rasters must be co-registered");
                require(
                        d.type().equals(type) && d.bands() == 1,
                        raster,
                        "has " + d.bands() + " band(s) of " + d.type() + ", expected one band of " + type);
                require(
                        d.order() == tree.order(),
                        raster,
                        "is big-endian, expected little-endian; write it anew with gdal_translate");
            }
        }
        checkSize(raster, tree, bytes);
    }
}
