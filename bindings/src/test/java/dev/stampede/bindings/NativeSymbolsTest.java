package dev.stampede.bindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stampede.bindings.gdal.GdalLibrary;
import dev.stampede.bindings.hdf5.Hdf5Library;
import dev.stampede.bindings.hdf5.generated.Hdf5;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;

class NativeSymbolsTest {
    @Test
    void aLibraryThatIsNotLoadedHasNoFunctions() {
        assertThat(NativeSymbols.of("no such library").find("malloc")).isEmpty();
    }

    /// GDAL brings the system's HDF5 into the process; ours must still be the one that is called.
    @Test
    void functionsComeFromTheLibraryThatWasChosenForThem() {
        assumeTrue(GdalLibrary.status() instanceof NativeLibrary.Loaded, "GDAL is not installed");
        var hdf5 = Hdf5Library.status();
        assumeTrue(hdf5 instanceof NativeLibrary.Loaded, "HDF5 is not available");

        try (var arena = Arena.ofConfined()) {
            var numbers = arena.allocate(ValueLayout.JAVA_INT, 3);
            Hdf5.H5get_libversion(numbers, numbers.asSlice(4), numbers.asSlice(8));

            assertThat(numbers.getAtIndex(ValueLayout.JAVA_INT, 0) * 10000
                            + numbers.getAtIndex(ValueLayout.JAVA_INT, 1) * 100
                            + numbers.getAtIndex(ValueLayout.JAVA_INT, 2))
                    .isEqualTo(((NativeLibrary.Loaded) hdf5).abi());
        }
    }
}
