package dev.stampede.io.text;

import dev.stampede.io.mat.FormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// A metadata text such as `20170209.rslc.par`: words separated by white space, where a keyword is followed
/// by its values. A key is found as the first word that *starts* with it, so `heading:` and `heading` may
/// both be asked for.
public final class KeyedText {
    private final Path file;
    private final String[] words;

    private KeyedText(Path file, String[] words) {
        this.file = file;
        this.words = words;
    }

    public static KeyedText read(Path file) throws IOException {
        var text = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
        return new KeyedText(file, text.isEmpty() ? new String[0] : text.split("\\s+"));
    }

    public Path file() {
        return file;
    }

    public boolean has(String key) {
        return indexOf(key) >= 0;
    }

    /// The word after the key.
    /// @throws FormatException if the key or the word is missing
    public String word(String key) throws FormatException {
        int i = indexOf(key);
        if (i < 0 || i + 1 >= words.length) {
            throw new FormatException(file, "keyword " + key + " is missing");
        }
        return words[i + 1];
    }

    /// The number after the key.
    public double number(String key) throws FormatException {
        return numbers(key, 1)[0];
    }

    /// A whole positive number after the key, such as a count of pixels.
    public int count(String key) throws FormatException {
        double value = number(key);
        if (!(value >= 1 && value <= Integer.MAX_VALUE) || value != Math.rint(value)) {
            throw new FormatException(file, key + " is " + word(key) + ", expected a positive whole number");
        }
        return (int) value;
    }

    /// The `n` numbers after the key.
    /// @throws FormatException if the key is missing or what follows is not a number
    public double[] numbers(String key, int n) throws FormatException {
        int i = indexOf(key);
        if (i < 0 || i + n >= words.length) {
            throw new FormatException(file, "keyword " + key + " with " + n + " value(s) is missing");
        }
        var values = new double[n];
        for (int k = 0; k < n; k++) {
            try {
                values[k] = Double.parseDouble(words[i + 1 + k]);
            } catch (NumberFormatException e) {
                throw new FormatException(file, key + " is " + words[i + 1 + k] + ", expected a number", e);
            }
        }
        return values;
    }

    private int indexOf(String key) {
        for (int i = 0; i < words.length; i++) {
            if (words[i].startsWith(key)) {
                return i;
            }
        }
        return -1;
    }
}
