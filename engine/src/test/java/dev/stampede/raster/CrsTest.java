package dev.stampede.raster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "epsg:32610 | EPSG:32610",
                "PROJCS[\"WGS 84 / UTM zone 10N\",UNIT[\"metre\",1,AUTHORITY[\"EPSG\",\"9001\"]],"
                        + "AUTHORITY[\"EPSG\",\"32610\"]] | EPSG:32610",
                "{\"type\":\"ProjectedCRS\",\"name\":\"UTM\",\"base_crs\":{\"name\":\"WGS 84\",\"id\":{\"authority\":"
                        + "\"EPSG\",\"code\":4326}},\"id\":{\"authority\":\"EPSG\",\"code\":32610}} | EPSG:32610",
                // The last code belongs to a part.
                "{\"type\":\"ProjectedCRS\",\"name\":\"My grid\",\"base_crs\":{\"name\":\"WGS 84\",\"id\":{\"authority\":"
                        + "\"EPSG\",\"code\":4326}}} | My grid",
                "PROJCRS[\"My grid\",LENGTHUNIT[\"metre\",1,ID[\"EPSG\",9001]]] | My grid",
                "`` | no reference system"
            })
    void isNamedByItsCodeOrElseItsName(String text, String name) {
        assertThat(new Crs(text)).hasToString(name);
        assertThat(new Crs(text).code().isPresent()).isEqualTo(name.startsWith("EPSG"));
    }

    @ParameterizedTest
    @CsvSource({"600000, 12345678.5, 'x 600000 to 12345678.5, y -0.25 to 1'"})
    void boundsAreReadable(double minX, double maxX, String text) {
        assertThat(new Bounds(minX, -0.25, maxX, 1)).hasToString(text);
    }
}
