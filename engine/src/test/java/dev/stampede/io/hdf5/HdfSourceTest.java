package dev.stampede.io.hdf5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stampede.bindings.NativeLibrary;
import dev.stampede.bindings.hdf5.Hdf5Attributes;
import dev.stampede.bindings.hdf5.Hdf5Data;
import dev.stampede.bindings.hdf5.Hdf5Library;
import dev.stampede.bindings.hdf5.Hdf5Session;
import dev.stampede.bindings.hdf5.Hdf5Type;
import dev.stampede.operators.Rasters;
import dev.stampede.operators.io.ReadHDF;
import dev.stampede.raster.Affine;
import dev.stampede.raster.ArrayView;
import dev.stampede.raster.Crs;
import dev.stampede.raster.DType;
import dev.stampede.raster.GeoRaster;
import dev.stampede.raster.Window;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HdfSourceTest {
    @TempDir
    Path folder;

    private Path file;
    private final GeoRaster cube = Rasters.filled(DType.INT16, new int[] {3, 9, 7}, i -> i - 40);

    @BeforeAll
    static void needsHdf5() {
        assumeTrue(Hdf5Library.status() instanceof NativeLibrary.Loaded, "HDF5 is not there");
    }

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("product.h5");
        try (var session = Hdf5Session.begin()) {
            long root = session.createFile(file, 0);
            long group = session.createGroup(session.createGroup(root, "science"), "grids");
            var layout = new Hdf5Data.Layout(new long[] {1, 4, 4}, true);
            long data = put(session, group, "counts", Hdf5Type.I16, new long[] {3, 9, 7}, layout, cube.values());
            var attributes = new Hdf5Attributes(session);
            attributes.putReal(data, "_FillValue", -32768);
            attributes.putReal(data, "scale_factor", 0.25);
            attributes.putText(data, "units", "K");
            put(
                    session,
                    root,
                    "line",
                    Hdf5Type.F64,
                    new long[] {4},
                    Hdf5Data.Layout.ONE_PIECE,
                    heights().values());
            put(
                    session,
                    root,
                    "heights",
                    Hdf5Type.F64,
                    new long[] {2, 2},
                    Hdf5Data.Layout.ONE_PIECE,
                    heights().values());
            session.closeFile(root);
        }
    }

    private static GeoRaster heights() {
        return Rasters.of(DType.FLOAT64, new int[] {2, 2}, 1.5, Double.NaN, -3, 1e300);
    }

    private static long put(
            Hdf5Session session,
            long group,
            String name,
            Hdf5Type type,
            long[] dims,
            Hdf5Data.Layout layout,
            ArrayView values)
            throws IOException {
        var data = new Hdf5Data(session);
        long made = data.create(group, name, type, false, dims, layout);
        data.write(made, type, Hdf5Data.Part.WHOLE, null, null, values.segment());
        return made;
    }

    @Test
    void windowsAndBandsOfAVariableWithWhatIsSaidOfIt() throws IOException {
        var grid = Affine.northUp(10, 20, 2, 3);
        var source = HdfSource.open(file, "science/grids/counts").at(grid, new Crs("EPSG:4326"));
        try (var arena = Arena.ofConfined()) {
            var whole = source.readAll(arena);
            var window = new Window(2, 3, 4, 5);
            var part = source.read(arena, window, new int[] {2, 0});
            var beyond = source.read(arena, new Window(-2, 7, 4, 4));

            assertThat(source.dtype()).isEqualTo(DType.INT16);
            assertThat(source.shape()).containsExactly(3, 9, 7);
            assertThat(source.fill()).hasValue(-32768);
            assertThat(source.attributes().values())
                    .containsEntry("units", "K")
                    .containsEntry("scale_factor", 0.25)
                    .doesNotContainKey("add_offset");
            assertThat(whole.values().contentEquals(cube.values())).isTrue();
            assertThat(part.values().select(0, 0).contentEquals(cube.band(2).window(window)))
                    .isTrue();
            assertThat(part.values().select(0, 1).contentEquals(cube.band(0).window(window)))
                    .isTrue();
            assertThat(part.affine()).isEqualTo(grid.at(2, 3));
            assertThat(beyond.values().get(1, 0, 1)).isEqualTo(-32768);
            assertThat(beyond.values().get(1, 1, 2)).isEqualTo(cube.values().get(1, 8, 0));
            assertThat(beyond.values().get(1, 2, 2)).isEqualTo(-32768);
        }
    }

    @Test
    void theOperatorPutsItOnTheMap() {
        var plain = new ReadHDF(file, "/heights").apply();
        var placed = new ReadHDF(
                        file,
                        "science/grids/counts",
                        Optional.of(List.of(2)),
                        Optional.of(List.of(0, 0, 7, 9)),
                        Optional.of(List.of(2.0, 0.0, 10.0, 0.0, -3.0, 20.0)),
                        Optional.of("EPSG:4326"),
                        OptionalDouble.of(5))
                .apply();

        assertThat(plain.values().contentEquals(heights().values())).isTrue();
        assertThat(plain.affine()).isEqualTo(Affine.IDENTITY);
        assertThat(plain.fill()).isEmpty();
        assertThat(placed.affine()).isEqualTo(Affine.northUp(10, 20, 2, 3));
        assertThat(placed.crs()).isEqualTo(new Crs("EPSG:4326"));
        assertThat(placed.fill()).hasValue(5);
        assertThat(placed.values().select(0, 0).contentEquals(cube.band(1))).isTrue();
        assertThatThrownBy(() -> new ReadHDF(
                        file,
                        "heights",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(List.of(1.0)),
                        Optional.empty(),
                        OptionalDouble.empty()))
                .hasMessageContaining("transform");
    }

    @Test
    void whatIsNoRasterIsNamedWithWhatThereIs() throws IOException {
        var text = Files.writeString(folder.resolve("text.h5"), "no HDF5 at all");

        assertThatThrownBy(() -> HdfSource.open(file, "science/grids/none"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("science/grids/none")
                .hasMessageContaining("counts");
        assertThatThrownBy(() -> HdfSource.open(file, "heights/x")).hasMessageContaining("holds no others");
        assertThatThrownBy(() -> HdfSource.open(file, "science"))
                .hasMessageContaining("is no variable; there are grids");
        assertThatThrownBy(() -> HdfSource.open(file, "line")).hasMessageContaining("line is [4]");
        assertThatThrownBy(() -> HdfSource.open(text, "a")).hasMessageContaining("text.h5: cannot be read as HDF5");
        assertThatThrownBy(() -> new ReadHDF(folder.resolve("no.h5"), "a").apply())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("no.h5");
    }
}
