package dev.stampede.insar.model;

import dev.stampede.io.mat.FormatException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/// What ISCE writes beside a raster, in `NAME.xml`: its size and how its values are stored.
///
/// @param file   the raster
/// @param width  columns
/// @param length lines
/// @param bands  per pixel
/// @param type   of a value: `FLOAT`, `CFLOAT`, `DOUBLE`, ...
/// @param order  of its bytes
public record IsceRaster(Path file, int width, int length, int bands, String type, ByteOrder order) {
    /// Bytes of a [#GRID_TYPE] value.
    public static final int GRID_BYTES = Float.BYTES;

    /// Type of rasters of angles and baselines.
    public static final String GRID_TYPE = "FLOAT";

    /// The description beside a raster, if there is one.
    /// @throws FormatException if it lacks the size or cannot be read
    public static Optional<IsceRaster> describe(Path raster) throws IOException {
        var file = raster.resolveSibling(raster.getFileName() + ".xml");
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        var root = parse(file);
        return Optional.of(new IsceRaster(
                raster,
                count(file, root, "width"),
                count(file, root, "length"),
                property(root, "number_bands").isEmpty() ? 1 : count(file, root, "number_bands"),
                property(root, "data_type").orElse(GRID_TYPE).toUpperCase(Locale.ROOT),
                property(root, "byte_order")
                                .map(o -> o.toLowerCase(Locale.ROOT))
                                .filter(o -> o.startsWith("b"))
                                .isPresent()
                        ? ByteOrder.BIG_ENDIAN
                        : ByteOrder.LITTLE_ENDIAN));
    }

    private static Element parse(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(in).getDocumentElement();
        } catch (SAXException e) {
            throw new FormatException(file, "is not the XML that ISCE writes: " + e.getMessage(), e);
        } catch (ParserConfigurationException e) {
            throw new AssertionError(e);
        }
    }

    /// The value of a property of the image itself; properties of its coordinates lie deeper.
    private static Optional<String> property(Element root, String name) {
        var all = root.getElementsByTagName("property");
        for (int i = 0; i < all.getLength(); i++) {
            var property = (Element) all.item(i);
            if (property.getParentNode() == root
                    && property.getAttribute("name").equalsIgnoreCase(name)) {
                var value = property.getElementsByTagName("value");
                return value.getLength() == 0
                        ? Optional.of(property.getTextContent().strip())
                        : Optional.of(value.item(0).getTextContent().strip());
            }
        }
        return Optional.empty();
    }

    private static int count(Path file, Element root, String name) throws FormatException {
        var text = property(root, name).orElseThrow(() -> new FormatException(file, "has no property " + name));
        try {
            int value = Integer.parseInt(text);
            if (value >= 1) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Reported below with its text.
        }
        throw new FormatException(file, name + " is " + text + ", expected a positive whole number");
    }

    /// A raster of one float per pixel, with its size checked against the file.
    /// @param width  columns when there is no description
    /// @param length lines when there is no description
    /// @throws FormatException if it is of another type or size
    public static IsceRaster floats(Path raster, int width, int length) throws IOException {
        if (!Files.isRegularFile(raster)) {
            throw new FormatException(raster, "is missing");
        }
        var found =
                describe(raster).orElse(new IsceRaster(raster, width, length, 1, GRID_TYPE, ByteOrder.LITTLE_ENDIAN));
        if (!found.type.equals(GRID_TYPE) || found.bands != 1) {
            throw new FormatException(
                    raster, "has " + found.bands + " band(s) of " + found.type + ", expected one band of " + GRID_TYPE);
        }
        long expected = Math.multiplyExact(Math.multiplyExact((long) found.width, found.length), GRID_BYTES);
        if (Files.size(raster) != expected) {
            throw new FormatException(
                    raster,
                    "has " + Files.size(raster) + " bytes, expected " + expected + " (" + found.width + " x "
                            + found.length + " floats)");
        }
        return found;
    }
}
