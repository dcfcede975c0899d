package dev.stampede.raster;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A coordinate reference system as text: WKT, PROJJSON, or a code such as `EPSG:32610`. Records compare by text;
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

    /// End of PROJJSON, as [#LAST_ID].
    private static final Pattern LAST_JSON_ID = Pattern.compile(
            "\"id\"\\s*:\\s*\\{\\s*\"authority\"\\s*:\\s*\"(\\w+)\"\\s*,\\s*\"code\"\\s*:\\s*\"?(\\w+)\"?\\s*}\\s*}\\s*$");

    private static final Pattern NAME =
            Pattern.compile("^(?:[A-Za-z]+\\s*\\[\\s*|\\{.*?\"name\"\\s*:\\s*)\"([^\"]+)\"", Pattern.DOTALL);

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
        for (var end : List.of(LAST_ID, LAST_JSON_ID)) {
            var id = end.matcher(text);
            if (id.find()) {
                return Optional.of(id.group(1) + ":" + id.group(2));
            }
        }
        return Optional.empty();
    }

    /// Whether text or codes agree. False does not mean that they differ in meaning.
    public boolean isSame(Crs other) {
        return text.equals(other.text) || code().isPresent() && code().equals(other.code());
    }

    /// The name that WKT and PROJJSON begin with, such as `WGS 84 / UTM zone 32N`.
    private Optional<String> name() {
        var name = NAME.matcher(text);
        return name.find() ? Optional.of(name.group(1)) : Optional.empty();
    }

    /// The code if there is one, else the name, else the beginning of the text.
    @Override
    public String toString() {
        int shown = 60;
        return isNone()
                ? "no reference system"
                : code().or(this::name).orElse(text.length() > shown ? text.substring(0, shown) + "..." : text);
    }
}
