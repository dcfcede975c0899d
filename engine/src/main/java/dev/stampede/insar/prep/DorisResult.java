package dev.stampede.insar.prep;

import dev.stampede.io.mat.FormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/// The result file of Doris for the reference image, `master.res`: what its last step says of size, wavelength
/// and oversampling.
final class DorisResult {
    private static final Pattern SECTION = Pattern.compile("Start_(crop|oversample)\\b(.*?)End_\\1", Pattern.DOTALL);
    private static final Pattern WAVELENGTH = Pattern.compile("Radar_wavelength\\s*\\(m\\):\\s*(\\S+)");
    private static final Pattern LOOKS = Pattern.compile("Multilookfactor_range_direction:?\\s+(\\S+)");

    private final Path file;
    private final String text;
    private final String section;
    private final boolean oversampled;

    private DorisResult(Path file, String text) throws FormatException {
        this.file = file;
        this.text = text;
        String last = null;
        boolean over = false;
        var sections = SECTION.matcher(text);
        while (sections.find()) {
            boolean thisOver = sections.group(1).equals("oversample");
            if (thisOver || !over) {
                last = sections.group(2);
                over = thisOver;
            }
        }
        if (last == null) {
            throw new FormatException(file, "has no section Start_crop or Start_oversample");
        }
        section = last;
        oversampled = over;
    }

    static DorisResult read(Path file) throws IOException {
        return new DorisResult(file, Files.readString(file, StandardCharsets.ISO_8859_1));
    }

    /// Pixels per line.
    int width() throws FormatException {
        return (int) (position("Last_pixel") - position("First_pixel") + 1);
    }

    /// Lines.
    int length() throws FormatException {
        return (int) (position("Last_line") - position("First_line") + 1);
    }

    private double position(String name) throws FormatException {
        return number(Pattern.compile(name + "\\s+\\([^)]*\\):\\s*(\\S+)"), section)
                .orElseThrow(() -> new FormatException(file, "has no " + name + " in its last crop section"));
    }

    /// m, if it is there.
    Optional<Double> wavelength() throws FormatException {
        return number(WAVELENGTH, text);
    }

    /// How many times the image is oversampled in range.
    double oversampling() throws FormatException {
        return oversampled ? 1 / number(LOOKS, section).orElse(1.0) : 1;
    }

    private Optional<Double> number(Pattern pattern, String where) throws FormatException {
        var match = pattern.matcher(where);
        if (!match.find()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Double.parseDouble(match.group(1)));
        } catch (NumberFormatException e) {
            throw new FormatException(file, match.group().strip() + " does not end in a number", e);
        }
    }
}
