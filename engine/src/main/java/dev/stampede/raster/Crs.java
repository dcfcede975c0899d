package dev.stampede.raster;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A coordinate reference system as text: WKT, or a code such as `EPSG:32610`. Records compare by text;
/// [#isSame] also knows equal codes. Whether two different texts mean the same is asked of GDAL where files are
/// read (`io.raster`).
///
/// @param text empty if unknown
public record Crs(String text) {
    /// No reference system: map coordinates without a place on Earth.
    public static final Crs NONE = new Crs("");

    private static final Pattern CODE = Pattern.compile("\\s*([A-Za-z]+):+(\\w+)\\s*");
    private static final Pattern LAST_ID =
            Pattern.compile("(?:ID|AUTHORITY)\\s*\\[\\s*\"(\\w+)\"\\s*,\\s*\"?(\\w+)\"?\\s*]\\s*]\\s*$");

    public Crs {
        text = text.strip();
    }

    public boolean isNone() {
        return text.isEmpty();
    }

    /// The code of the whole system, such as `EPSG:32610`; empty if the text does not end with one.
    public Optional<String> code() {
        var plain = CODE.matcher(text);
        if (plain.matches()) {
            return Optional.of(plain.group(1).toUpperCase(Locale.ROOT) + ":" + plain.group(2));
        }
        var id = LAST_ID.matcher(text);
        return id.find() ? Optional.of(id.group(1) + ":" + id.group(2)) : Optional.empty();
    }

    /// Whether text or codes agree. False does not mean that they differ in meaning.
    public boolean isSame(Crs other) {
        return text.equals(other.text) || code().isPresent() && code().equals(other.code());
    }

    /// The code if there is one, else the beginning of the text.
    @Override
    public String toString() {
        int shown = 60;
        return isNone()
                ? "no reference system"
                : code().orElse(text.length() > shown ? text.substring(0, shown) + "..." : text);
    }
}
