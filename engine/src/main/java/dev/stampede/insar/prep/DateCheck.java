package dev.stampede.insar.prep;

import dev.stampede.io.mat.FormatException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;

/// Checks that the dates of images and interferograms belong together.
///
/// @param export        for messages
/// @param smallBaseline layout of the export
/// @param master        date of the reference image
record DateCheck(Path export, boolean smallBaseline, String master) {
    void check(List<Path> images, List<Path> interferograms) throws FormatException {
        if (smallBaseline) {
            for (var interferogram : interferograms) {
                checkPair(interferogram, images);
            }
            if (images.size() != 2 * interferograms.size()) {
                throw new FormatException(
                        export.resolve(ExportTree.PAIRS),
                        "has " + images.size() + " images in " + interferograms.size()
                                + " interferograms; every pair folder must hold one interferogram and its two images");
            }
        } else {
            checkSingleMaster(images, interferograms);
        }
    }

    private void checkPair(Path interferogram, List<Path> images) throws FormatException {
        var dates = dates(interferogram);
        var beside = images.stream()
                .filter(i -> i.getParent().equals(interferogram.getParent()))
                .map(DateCheck::date)
                .toList();
        if (!beside.equals(List.of(dates[0], dates[1]))) {
            throw new FormatException(
                    interferogram, "has images of " + beside + " beside it, expected " + List.of(dates));
        }
    }

    private void checkSingleMaster(List<Path> images, List<Path> interferograms) throws FormatException {
        var expected = new TreeSet<String>();
        expected.add(master);
        for (var interferogram : interferograms) {
            var dates = dates(interferogram);
            if (!dates[0].equals(master)) {
                throw new FormatException(
                        interferogram,
                        "has master " + dates[0] + ", expected " + master
                                + "; all interferograms must share one master");
            }
            expected.add(dates[1]);
        }
        var found = new TreeSet<String>();
        for (var image : images) {
            if (!found.add(date(image))) {
                throw new FormatException(image, "is a second image of the same date");
            }
        }
        var withoutImage = new TreeSet<>(expected);
        withoutImage.removeAll(found);
        var withoutInterferogram = new TreeSet<>(found);
        withoutInterferogram.removeAll(expected);
        if (!withoutImage.isEmpty() || !withoutInterferogram.isEmpty()) {
            throw new FormatException(
                    export,
                    "dates do not match: interferograms without image " + withoutImage
                            + ", images without interferogram " + withoutInterferogram);
        }
    }

    private static String[] dates(Path interferogram) throws FormatException {
        return ExportScan.dates(interferogram)
                .orElseThrow(() -> new FormatException(
                        interferogram, "is not named YYYYMMDD_YYYYMMDD.diff; dates are read from the name"));
    }

    private static String date(Path image) {
        var name = ExportFolder.name(image);
        return name.substring(0, name.indexOf('.'));
    }
}
