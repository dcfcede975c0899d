package dev.stampede.io.raster;

import dev.stampede.bindings.gdal.GdalDataset;
import dev.stampede.runtime.Nearest;
import dev.stampede.runtime.UsageException;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/// Options that a GDAL driver takes when it makes a file. GDAL itself warns of a name or value it does not know and
/// goes on without it, so that a file asked for compressed is not.
public final class CreationOptions {
    private static final String LIST = "DMD_CREATIONOPTIONLIST";
    private static final List<String> TRUTHS = List.of("YES", "NO", "TRUE", "FALSE", "ON", "OFF", "1", "0");

    /// By driver, then by name; names in capitals. Empty for a driver that does not say what it takes.
    private static final Map<String, Map<String, Kind>> KNOWN = new ConcurrentHashMap<>();

    /// What values an option takes.
    ///
    /// @param values if the type is a selection
    private record Kind(String type, String description, List<String> values) {}

    private CreationOptions() {}

    /// Refuses what the driver does not know; the message lists what it does. Capitals do not count.
    /// @param driver GDAL's short name, such as `GTiff`
    /// @throws UsageException if a name or value is not one of the driver's
    /// @throws IOException    if GDAL or the driver is missing
    public static void require(String driver, Map<String, String> options) throws IOException {
        var known = options.isEmpty() ? Map.<String, Kind>of() : known(driver);
        if (known.isEmpty()) {
            return;
        }
        for (var option : options.entrySet()) {
            var kind = known.get(option.getKey().toUpperCase(Locale.ROOT));
            if (kind == null) {
                throw new UsageException(driver + " has no creation option " + option.getKey()
                        + Nearest.several(option.getKey(), known.keySet())
                                .map(near -> "; did you mean " + near + "? It has ")
                                .orElse("; it has ")
                        + String.join(", ", known.keySet()));
            }
            require(driver, option.getKey(), option.getValue(), kind);
        }
    }

    /// Whether a driver takes an option with this value: what GDAL was built with differs.
    /// @throws IOException if GDAL or the driver is missing
    public static boolean takes(String driver, String name, String value) throws IOException {
        var known = known(driver);
        var kind = known.get(name);
        return known.isEmpty() || kind != null && fits(kind, value);
    }

    private static Map<String, Kind> known(String driver) throws IOException {
        var known = KNOWN.get(driver);
        if (known == null) {
            known = read(GdalDataset.driverMetadata(driver).getOrDefault(LIST, ""));
            KNOWN.put(driver, known);
        }
        return known;
    }

    private static boolean fits(Kind kind, String value) {
        return switch (kind.type()) {
            case "string-select" -> kind.values().isEmpty() || contains(kind.values(), value);
            case "boolean" -> contains(TRUTHS, value);
            case "int", "integer" -> value.strip().matches("[+-]?\\d+");
            case "unsigned int" -> value.strip().matches("\\+?\\d+");
            case "float" -> isNumber(value);
            default -> true;
        };
    }

    private static void require(String driver, String name, String value, Kind kind) {
        if (!fits(kind, value)) {
            var wanted = switch (kind.type()) {
                case "string-select" -> "one of " + String.join(", ", kind.values());
                case "boolean" -> "YES or NO";
                case "float" -> "a number";
                default -> "an integer";
            };
            throw new UsageException("creation option " + name + "=" + value + ": " + driver + " wants " + wanted
                    + (kind.description().isEmpty() ? "" : " (" + kind.description() + ")"));
        }
    }

    private static boolean contains(List<String> values, String value) {
        return values.stream().anyMatch(value::equalsIgnoreCase);
    }

    private static boolean isNumber(String value) {
        try {
            return !Double.isNaN(Double.parseDouble(value.strip()));
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static Map<String, Kind> read(String xml) throws IOException {
        Map<String, Kind> kinds = new TreeMap<>();
        if (xml.isEmpty()) {
            return kinds;
        }
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            var document = factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
            var options = document.getElementsByTagName("Option");
            for (int i = 0; i < options.getLength(); i++) {
                var option = (Element) options.item(i);
                var values = new ArrayList<String>();
                var listed = option.getElementsByTagName("Value");
                for (int k = 0; k < listed.getLength(); k++) {
                    values.add(listed.item(k).getTextContent().strip());
                }
                kinds.put(
                        option.getAttribute("name").toUpperCase(Locale.ROOT),
                        new Kind(option.getAttribute("type"), option.getAttribute("description"), values));
            }
            return kinds;
        } catch (ParserConfigurationException | SAXException unreadable) {
            return Map.of(); // of a driver whose list is not one, GDAL judges
        }
    }
}
